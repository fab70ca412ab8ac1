#include "server/store/sqlite/confirming.h"

#include <optional>

#include "server/store/sqlite/outbox.h"
#include "server/store/sqlite/signature_rows.h"
#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

enum class Proof : std::uint8_t { Code, Link };

// The newest issue of a signature's code and link.
struct Issued {
  std::int64_t number = 0;  // 0: none yet
  std::int64_t issued_ms = 0;
  std::int64_t attempts_left = 0;
};

Issued find_issued(Connection& connection, std::int64_t signature_id) {
  Query find = connection.query("SELECT issue, issued_ms, attempts_left FROM confirmation WHERE signature_id = ?");
  find.bind(signature_id);
  if (!find.next()) return {};
  return {find.integer(0), find.integer(1), find.integer(2)};
}

// A code that has confirmed is asked for as long as the link, so that a retry over a bad network finds it; attempts are
// limited all the same, or the code could be guessed afterwards.
bool is_open(const Issued& issued, SignatureStatus status, Proof proof, std::int64_t now_ms) {
  const bool pending = status == SignatureStatus::Pending;
  const bool has_confirmed = status == SignatureStatus::Confirmed || status == SignatureStatus::Quarantined;
  if (!pending && !has_confirmed) return false;
  if (issued.number == 0) return false;
  if (proof == Proof::Code && issued.attempts_left <= 0) return false;
  const std::int64_t works_ms = pending && proof == Proof::Code ? limits::kMailCodeMs : limits::kMailLinkMs;
  return now_ms - issued.issued_ms < works_ms;
}

void count_failure(Connection& connection, std::int64_t signature_id) {
  connection
      .query("UPDATE confirmation SET attempts_left = attempts_left - 1 WHERE signature_id = ? AND attempts_left > 0")
      .bind(signature_id)
      .run();
}

}  // namespace

Result<SignOutcome> confirm_signature(Connection& connection, CounterValues& changes, std::int64_t campaign_id,
                                      const Confirmation& confirmation) {
  const Proof proof = confirmation.cursor == 0 ? Proof::Code : Proof::Link;
  const std::optional<KnownSignature> signature = proof == Proof::Link
                                                      ? find_signature(connection, confirmation.cursor)
                                                      : find_signer(connection, campaign_id, confirmation.dedupe_key);
  const bool known = signature && signature->counted.campaign_id == campaign_id;
  const Issued issued = known ? find_issued(connection, signature->id) : Issued{};
  // Also asked where the answer is known, so that everybody waits for it.
  const bool right = confirmation.is_right({known ? signature->public_id : std::string(), issued.number});
  if (!known || !is_open(issued, signature->counted.status, proof, confirmation.now_ms) || !right) {
    if (known && !right && proof == Proof::Code) count_failure(connection, signature->id);
    return Error{ErrorCode::WrongCode, Field::Code};
  }
  if (signature->counted.status != SignatureStatus::Pending) return SignOutcome::AlreadyThere;
  change_status(connection, changes, *signature, status_once_confirmed(signature->suspicion));
  // Also to one that is quarantined: it is the answer to what its mailbox has done, and it says how to withdraw.
  // Another mail, or none, would tell a sender of bad signatures which ones were noticed.
  queue_thanks(connection, signature->id, confirmation.now_ms);
  return SignOutcome::Stored;
}

SignOutcome send_mail_again(Connection& connection, std::int64_t campaign_id, const SendAgain& request) {
  const std::optional<KnownSignature> signature = find_signer(connection, campaign_id, request.dedupe_key);
  if (signature && signature->counted.status != SignatureStatus::Withdrawn) {
    const bool pending = signature->counted.status == SignatureStatus::Pending;
    queue_mail(connection, pending ? MailKind::Confirm : MailKind::AlreadySigned,
               {signature->id, request.mailbox, request.now_ms});
  }
  return SignOutcome::AlreadyThere;
}

}  // namespace undersigned::store::sqlite
