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

struct NewSignature {
  std::string campaign;   // slug
  std::string public_id;  // 128 random bits in base32
  DedupeKey dedupe_key{};
  DedupeKey former_key{};       // that an earlier version gave the same signer; the same one where it did
  std::string idempotency_key;  // of a request it is the ticket, too, that its codes are typed with
  CheckedSignature signature;
  SignatureSource source;
  std::string locale;
  // Pending: the mailbox is asked to confirm, by a mail that is queued in the same transaction.
  SignatureStatus status = SignatureStatus::Confirmed;
  MailboxKey mailbox{};      // whose mails are counted; needed for Pending only
  MailPlace mail_place{};    // likewise
  std::int64_t time_ms = 0;  // UTC since 1970
  Suspicions suspicion = 0;  // otherwise it is quarantined where it would be confirmed, at once or by its mail
};

// AlreadyThere: nothing was written. This signer is on the list, which for a Pending one the mailbox is told, as often
// as it may be written to; or this is a retry of what was stored before.
enum class SignOutcome : std::uint8_t { Stored, AlreadyThere };

// What was committed at once. Who answers all of it at one time needs to know how long it took
// (api/timing_equalizer.h).
struct Group {
  std::uint64_t number = 0;  // of this process: no two commits have the same
  std::size_t operations = 0;
  std::chrono::steady_clock::time_point begun;
  std::chrono::steady_clock::duration commit_took{};  // of all the time since, writing the log and syncing it
};

struct Signed {
  SignOutcome outcome = SignOutcome::Stored;
  Counts counts;  // of the campaign, as of this signature's commit
  Group group;
};

using SignCallback = std::function<void(const Result<Signed>&)>;

// A code, typed where the request was sent from, or a link's token. A code names its request by the signer and by the
// ticket: the idempotency key, which only who sent the request knows, so that nobody else's guesses use up its
// attempts. It works until limits::kMailCodeMs after its mail was sent, and takes limits::kMailCodeAttemptsMax wrong
// ones; codes of a mailbox take limits::kWrongCodesPerMailboxMax a day. A link works for limits::kMailLinkMs.
struct Confirmation {
  std::string campaign;         // slug
  DedupeKey dedupe_key{};       // of a code
  std::string idempotency_key;  // of a code
  MailboxKey mailbox{};         // of a code
  std::int64_t cursor = 0;      // of a link: SignatureRow::cursor; 0 for a code
  CodeCheck is_right;
  std::int64_t now_ms = 0;
  MailPlace mail_place{};  // of the thanks
};

// Asks for the mail of a request once more, named as by a code.
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

  // Signing. See the head of this file. A second signature of the same signer changes nothing, unless the first was
  // withdrawn and the idempotency key differs: that is a person who signs anew, once it is confirmed where it has to
  // be. Beyond limits::kNamesPerMailboxMax names of a mailbox, what would count is quarantined (Suspicion::ManyNames).
  // A Pending one is stored beside others of its signer, unless it is a retry of one: the idempotency key says so.
  // UnknownCampaign if there is none of that slug.
  virtual void sign(NewSignature signature, SignCallback done) = 0;

  // Confirms a request by its mail, in the writer's groups and with a callback as sign(): it becomes the signature, in
  // the place of one that was withdrawn, and the signer's other requests are void. WrongCode on Field::Code whatever
  // the reason: no such request, wrong, too late, too many attempts, a signature by another request. A wrong code is
  // counted as an attempt before the callback tells. Confirming what that very code or link has confirmed already is no
  // error: AlreadyThere. UnknownCampaign as above.
  virtual void confirm(Confirmation confirmation, SignCallback done) = 0;

  // What confirm() with this link would confirm, or has confirmed (Pending or not says which), for people to read
  // first. Changes nothing, and does not wait for the writer. WrongCode otherwise.
  virtual Result<SignatureRecord> request_behind_link(const Confirmation& link) = 0;

  // Queues the mail again that the signer's state asks for (Confirm only for the request named; none for a withdrawn
  // signature). It goes no sooner than limits::kMailAgainMs after the one before, and where the mailbox had its mails
  // of today, in its turn (sqlite/mail_slots.h): with the same code where that is the only reason to wait. In the
  // writer's groups; the callback is told the same in every case, and the disk is synced in every case.
  virtual void send_again(SendAgain request, SignCallback done) = 0;
};

}  // namespace undersigned::store
