#include "server/store/sqlite/confirming.h"

#include <optional>
#include <string>

#include "server/limits.h"
#include "server/store/sqlite/code_attempts.h"
#include "server/store/sqlite/outbox.h"
#include "server/store/sqlite/records.h"
#include "server/store/sqlite/requests.h"
#include "server/store/sqlite/row_rules.h"
#include "server/store/sqlite/signature_rows.h"
#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

constexpr Error kWrongCode{ErrorCode::WrongCode, Field::Code};

enum class Proof : std::uint8_t { Code, Link };

// The newest issue of a request's code and link.
struct Issued {
  std::int64_t number = 0;  // 0: none yet
  std::int64_t attempts_left = 0;
  std::int64_t sent_ms = 0;  // 0: its mail is still queued
};

Issued find_issued(Connection& connection, std::int64_t signature_id) {
  Query find = connection.query(
      "SELECT issue, attempts_left, sent_ms, issued_ms, mailed_ms FROM confirmation WHERE signature_id = ?");
  find.bind(signature_id);
  if (!find.next()) return {};
  if (!is_confirmation(find)) {
    connection.damaged().add("confirmation", signature_id);
    return {};
  }
  return {find.integer(0), find.integer(1), find.integer(2)};
}

bool has_confirmed(SignatureStatus status) {
  return status == SignatureStatus::Confirmed || status == SignatureStatus::Quarantined;
}

bool link_works(const Issued& issued, SignatureStatus status, std::int64_t now_ms) {
  if (status != SignatureStatus::Pending && !has_confirmed(status)) return false;
  return issued.number != 0 && (issued.sent_ms == 0 || now_ms - issued.sent_ms < limits::kMailLinkMs);
}

// A code that has confirmed is accepted for as long as the link, so that a retry over a bad network succeeds. Attempts
// stay limited, or the code could be guessed afterwards.
bool code_works(const Issued& issued, SignatureStatus status, std::int64_t now_ms) {
  if (!link_works(issued, status, now_ms) || issued.attempts_left <= 0) return false;
  return has_confirmed(status) || issued.sent_ms == 0 || now_ms - issued.sent_ms < limits::kMailCodeMs;
}

// A confirmed signature keeps its ticket.
std::optional<KnownSignature> find_by_ticket(Connection& connection, std::int64_t campaign_id,
                                             const Confirmation& confirmation) {
  const std::string& ticket = confirmation.idempotency_key;
  const auto request = find_request(connection, campaign_id, confirmation.dedupe_key, ticket);
  std::optional<KnownSignature> found =
      request ? find_signature(connection, *request) : find_signer(connection, campaign_id, confirmation.dedupe_key);
  if (found && (ticket.empty() || found->idempotency_key != ticket)) found.reset();
  return found;
}

std::optional<KnownSignature> find_named(Connection& connection, std::int64_t campaign_id,
                                         const Confirmation& confirmation, Proof proof) {
  if (proof == Proof::Code) return find_by_ticket(connection, campaign_id, confirmation);
  std::optional<KnownSignature> found = find_signature(connection, confirmation.cursor);
  if (found && found->counted.campaign_id != campaign_id) found.reset();
  return found;
}

bool is_open(Connection& connection, const Issued& issued, SignatureStatus status, const Confirmation& confirmation,
             Proof proof) {
  if (proof == Proof::Link) return link_works(issued, status, confirmation.now_ms);
  return code_works(issued, status, confirmation.now_ms) &&
         may_try_code(connection, confirmation.mailbox, confirmation.now_ms);
}

void count_failure(Connection& connection, std::int64_t signature_id, const Confirmation& confirmation) {
  connection.query("UPDATE confirmation SET attempts_left = attempts_left - 1 WHERE signature_id = ?")
      .bind(signature_id)
      .run();
  count_wrong_code(connection, confirmation.mailbox, confirmation.now_ms);
}

}  // namespace

Result<SignOutcome> confirm_signature(Connection& connection, CounterValues& changes, std::int64_t campaign_id,
                                      const Confirmation& confirmation) {
  const Proof proof = confirmation.cursor == 0 ? Proof::Code : Proof::Link;
  const std::optional<KnownSignature> signature = find_named(connection, campaign_id, confirmation, proof);
  const Issued issued = signature ? find_issued(connection, signature->id) : Issued{};
  // Called even if the answer is known, so that the duration does not depend on it (timing side channel).
  const bool right = confirmation.is_right({signature ? signature->public_id : std::string(), issued.number});
  if (!signature || !is_open(connection, issued, signature->counted.status, confirmation, proof)) return kWrongCode;
  if (!right) {
    if (proof == Proof::Code) count_failure(connection, signature->id, confirmation);
    return kWrongCode;
  }
  if (signature->counted.status != SignatureStatus::Pending) return SignOutcome::AlreadyThere;
  if (!may_be_settled(connection, *signature)) return kWrongCode;
  const DedupeKey& key = signature->dedupe_key;
  const Suspicions suspicion = signature->suspicion | suspicion_of_name(connection, campaign_id, key) |
                               suspicion_of_earlier(find_signer(connection, campaign_id, key));
  settle_request(connection, changes, *signature, status_once_confirmed(suspicion), suspicion);
  // A quarantined signature gets this mail, too: it answers what the mailbox did, and it says how to withdraw. Another
  // mail, or none, would tell the sender of bad signatures which ones were noticed.
  queue_thanks(connection, signature->id, confirmation.now_ms, confirmation.mail_place);
  return SignOutcome::Stored;
}

Result<SignatureRecord> find_request_of_link(Connection& connection, const Confirmation& link) {
  Query find = connection.query("SELECT id FROM campaign WHERE slug = ?");
  find.bind(link.campaign);
  const std::int64_t campaign_id = find.next() ? find.integer(0) : 0;
  const std::optional<KnownSignature> signature = find_named(connection, campaign_id, link, Proof::Link);
  const Issued issued = signature ? find_issued(connection, signature->id) : Issued{};
  const bool right = link.is_right({signature ? signature->public_id : std::string(), issued.number});
  if (!signature || !right || !link_works(issued, signature->counted.status, link.now_ms)) return kWrongCode;
  std::optional<SignatureRecord> record = read_record(connection, signature->id, link.campaign);
  if (!record) return kWrongCode;
  return *std::move(record);
}

SignOutcome send_mail_again(Connection& connection, std::int64_t campaign_id, const SendAgain& request) {
  const auto write_to = [&](std::int64_t id, MailKind kind) {
    queue_mail(connection, kind, {id, request.mailbox, request.now_ms, request.mail_place});
  };
  const std::optional<KnownSignature> own = find_signer(connection, campaign_id, request.dedupe_key);
  const auto waiting = find_request(connection, campaign_id, request.dedupe_key, request.idempotency_key);
  if (own && is_counted(*own)) {
    write_to(own->id, MailKind::AlreadySigned);
  } else if (waiting) {
    write_to(*waiting, MailKind::Confirm);
  } else {
    write_to(0, MailKind::Placeholder);
  }
  return SignOutcome::AlreadyThere;
}

}  // namespace undersigned::store::sqlite
