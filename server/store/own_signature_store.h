// What people see and change of their own signatures at /my.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/store/code_issue.h"
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

class OwnSignatureStore {
 public:
  virtual ~OwnSignatureStore() = default;

  // queue_my_code() writes to the mailbox of the newest signature whose details are not erased, if there is one, and
  // queues a placeholder otherwise. It may have to wait (sqlite/mail_slots.h); of those that wait, one is kept.
  // take_my_code() accepts each issue at most once; WrongCode otherwise, with the same limits on attempts as for signatures.
  // signatures_of() returns the newest first, with requests and erased ones, at most limits::kOwnSignaturesMax.
  virtual Status queue_my_code(const MyCodeRequest& request) = 0;
  virtual Status take_my_code(const MyCodeTry& typed) = 0;
  virtual Result<std::vector<SignatureRecord>> signatures_of(const OwnMailboxes& mailboxes) = 0;
  virtual Status set_visibility(const SignatureKey& key, Visibility visibility) = 0;

  // Moves the consent to the withdrawn ones, with the time. NotFound if there is no such signature. Not an error if the
  // consent was not given or is already withdrawn.
  virtual Status withdraw_consent(const SignatureKey& key, std::string_view purpose, std::int64_t now_ms) = 0;
};

}  // namespace undersigned::store
