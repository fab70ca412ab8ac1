// Signing and confirming: the hot path.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "server/store/code_issue.h"
#include "server/store/mail_place.h"
#include "server/store/signature.h"
#include "server/suspicion.h"
#include "shared/result.h"

namespace undersigned::store {

// Whether a signature that counts at once is thanked by mail.
enum class ThanksMail : std::uint8_t { No, Yes };

struct NewSignature {
  std::string campaign;   // slug
  std::string public_id;  // 128 random bits in base32
  DedupeKey dedupe_key{};
  DedupeKey former_key{};       // the key that an earlier version gave this signer; often the same
  std::string idempotency_key;  // for a request it is also the ticket that its codes are typed with
  CheckedSignature signature;
  SignatureSource source;
  std::string locale;
  // Pending: the mailbox has to confirm. The mail is queued in the same transaction.
  SignatureStatus status = SignatureStatus::Confirmed;
  ThanksMail thanks = ThanksMail::No;  // not for Pending
  MailboxKey mailbox{};                // whose mails are counted; for Pending, and with thanks
  MailPlace mail_place{};              // likewise
  std::int64_t time_ms = 0;            // UTC since 1970
  Suspicions suspicion = 0;            // if not 0, it is quarantined when it would be confirmed, at once or by mail
};

// Stored: the signature was written. AlreadyThere: nothing was written, because
//
//   this is a retry of a stored signature   the reply is the same as the first time
//   the signer has one that counts          likewise; for a Pending one the mailbox is told by mail, within its limits,
//                                           and a signer who is thanked by mail gets the same mail again
enum class SignOutcome : std::uint8_t { Stored, AlreadyThere };

// One group commit. api/timing_equalizer.h needs to know how long it took.
struct Group {
  std::uint64_t number = 0;  // unique in this process
  std::size_t operations = 0;
  std::chrono::steady_clock::time_point begun;
  std::chrono::steady_clock::duration commit_took{};  // the part of it that wrote and synced the log
};

struct Signed {
  SignOutcome outcome = SignOutcome::Stored;
  Counts counts;  // of the campaign, as of this signature's commit
  Group group;
};

using SignCallback = std::function<void(const Result<Signed>&)>;

// Confirms a request by a code or by a link's token.
// - A code belongs to a signer and a ticket. The ticket is the idempotency key, which only the sender of the request
//   knows: so nobody else can use up its attempts. It works until limits::kMailCodeMs after its mail was sent and
//   allows limits::kMailCodeAttemptsMax wrong attempts; all codes of a mailbox allow limits::kWrongCodesPerMailboxMax a
//   day.
// - A link works for limits::kMailLinkMs.
struct Confirmation {
  std::string campaign;         // slug
  DedupeKey dedupe_key{};       // of a code
  std::string idempotency_key;  // of a code
  MailboxKey mailbox{};         // of a code
  std::int64_t cursor = 0;      // of a link: SignatureRow::cursor; 0 for a code
  CodeCheck is_right;
  std::int64_t now_ms = 0;
  MailPlace mail_place{};  // of the thank-you mail
};

// Asks for the mail of a request again. Identified as for a code.
struct SendAgain {
  std::string campaign;  // slug
  DedupeKey dedupe_key{};
  std::string idempotency_key;
  MailboxKey mailbox{};
  std::int64_t now_ms = 0;
  MailPlace mail_place{};
};

class SigningStore {
 public:
  virtual ~SigningStore() = default;

  // See the head of store.h. The rules:
  // - A second signature of the same signer changes nothing if the first one counts or has the same idempotency key.
  //   Otherwise the new one takes the place of the first, with all it says, once it is confirmed, if it has to be. In
  //   the place of one that was withdrawn or quarantined, it is judged by itself. After a rejection, it is quarantined
  //   (Suspicion::AfterRejection), so that the organizers' decision holds and nobody is shut out by somebody else's
  //   signature in their name. That ends when an organizer accepts one.
  // - A Pending one is stored beside others of its signer, unless its idempotency key says that it is a retry.
  // - Beyond limits::kNamesPerMailboxMax names of one mailbox, what would count is quarantined (Suspicion::ManyNames).
  // UnknownCampaign if there is no such campaign.
  virtual void sign(NewSignature signature, SignCallback done) = 0;

  // Confirms a request. Runs in the writer's groups, with a callback like sign(). The request becomes the signature,
  // and replaces one that does not count, as in sign(); the signer's other requests become void. AlreadyThere if this
  // code or link has confirmed before. WrongCode on Field::Code for every other reason: no such request, wrong, too
  // late, too many attempts, the signer has a signature that counts. A wrong code is counted before the callback runs.
  // UnknownCampaign as above.
  virtual void confirm(Confirmation confirmation, SignCallback done) = 0;

  // What confirm() with this link would confirm, or has confirmed, so that people can read it first; the status says
  // which. Changes nothing and does not wait for the writer. WrongCode otherwise.
  virtual Result<SignatureRecord> request_behind_link(const Confirmation& link) = 0;

  // Queues the mail that fits the signer's state again: AlreadySigned if the signer has a signature that counts,
  // otherwise Confirm, only for the request named. Within limits::kMailAgainMs of the one before it has the same code.
  // If the mailbox has had its mails of today, it waits (sqlite/mail_slots.h). Where there is no mail, a placeholder
  // takes its place. Runs in the writer's groups. The callback gets the same result and the disk is synced in every
  // case.
  virtual void send_again(SendAgain request, SignCallback done) = 0;
};

}  // namespace undersigned::store
