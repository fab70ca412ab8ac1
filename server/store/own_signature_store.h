// What people see and change of their own signatures at /my.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/store/code_issue.h"
#include "server/store/erased_owner.h"
#include "server/store/mail_place.h"
#include "server/store/signature.h"
#include "shared/result.h"

namespace undersigned::store {

// A mailbox as each campaign knows it: selects the signatures that /my shows.
using OwnMailboxes = std::vector<std::pair<std::string, CampaignMailbox>>;  // campaign's slug

// Asks for the code and the link that open /my.
struct MyCodeRequest {
  OwnMailboxes mailboxes;
  std::string email;  // the mail goes only to this mailbox (delivery_mailbox() of shared/text/email.h)
  MailboxKey mailbox{};
  std::string ticket;  // random; only the page that asks has it and can use the code
  std::string locale;
  std::int64_t now_ms = 0;
  MailPlace place{};
};

// A code typed on the page with this ticket.
struct MyCodeTry {
  MailboxKey mailbox{};
  std::string ticket;
  CodeCheck is_right;
  std::int64_t now_ms = 0;
};

// What /my shows a mailbox. Its keys are the same for every "+tag", which may be somebody else's mailbox: own are only
// signatures with this address (delivery_mailbox()), and erased ones that had it (erased_owner.h).
struct OwnSelection {
  OwnMailboxes mailboxes;
  std::string email;
  std::size_t skipped = 0;  // signatures before those wanted
  std::size_t signatures_max = 0;
  std::size_t requests_max = 0;
};

// Signatures: those that the mailbox has confirmed first, because nobody else can add to them. Requests: without void
// ones. The newest first in each group. Erased ones are included.
struct OwnSignatures {
  std::vector<SignatureRecord> signatures;
  std::size_t more_signatures = 0;  // after these
  std::vector<SignatureRecord> requests;
  std::size_t more_requests = 0;  // beyond these, of limits::kOwnRequestsMax in each campaign
};

// A signature or request, and the mailbox it was given with.
struct MailboxSignature {
  SignatureRecord record;
  CampaignMailbox mailbox{};
  std::optional<ErasedOwner> erased_owner{};
};

class OwnSignatureStore {
 public:
  virtual ~OwnSignatureStore() = default;

  // queue_my_code() writes to the mailbox of the newest signature whose details are not erased, if there is one, and
  // queues a placeholder otherwise. It may have to wait (sqlite/mail_slots.h); of those that wait, one is kept.
  // take_my_code() accepts each issue at most once; WrongCode otherwise, with the same limits on attempts as for
  // signatures. can_write() tests with a write of its own whether a code could be queued now, without knowing for whom.
  virtual Status can_write() = 0;
  virtual Status queue_my_code(const MyCodeRequest& request) = 0;
  virtual Status take_my_code(const MyCodeTry& typed) = 0;

  virtual Result<OwnSignatures> signatures_of(const OwnSelection& own) = 0;
  // One by its SignatureKey::cursor, however many the mailbox has. NotFound also for a void request.
  virtual Result<MailboxSignature> signature_with_mailbox(std::int64_t cursor) = 0;
  // Deletes all requests of the mailbox, void ones too.
  virtual Status erase_requests(const OwnSelection& own) = 0;
  virtual Status set_visibility(const SignatureKey& key, Visibility visibility) = 0;

  // Moves the consent to the withdrawn ones, with the time. NotFound if there is no such signature, or the consent was
  // not given with it. Not an error if it is already withdrawn.
  virtual Status withdraw_consent(const SignatureKey& key, std::string_view purpose, std::int64_t now_ms) = 0;
};

}  // namespace undersigned::store
