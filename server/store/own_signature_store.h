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

// Whose signatures /my shows: a mailbox, as each campaign knows it.
using OwnMailboxes = std::vector<std::pair<std::string, CampaignMailbox>>;  // campaign's slug

// Asks for the code and the link that open /my.
struct MyCodeRequest {
  OwnMailboxes mailboxes;
  std::string email;  // the mail goes to this mailbox alone (delivery_mailbox() of shared/text/email.h)
  MailboxKey mailbox{};
  std::string ticket;  // random, of the page that asks: it alone can type the code
  std::string locale;
  std::int64_t now_ms = 0;
  MailPlace place{};
};

// A code typed on the page with that ticket.
struct MyCodeTry {
  MailboxKey mailbox{};
  std::string ticket;
  CodeCheck is_right;
  std::int64_t now_ms = 0;
};

class OwnSignatureStore {
 public:
  virtual ~OwnSignatureStore() = default;

  // /my. queue_my_code() writes to the newest signature's mailbox, where there is any whose details are still there, in
  // its turn (sqlite/mail_slots.h); of those that have to wait only the newest is kept. take_my_code() is right at most
  // once for an issue; WrongCode otherwise, attempts limited as for signatures.
  // signatures_of() has the newest first, requests and erased ones too, at most limits::kOwnSignaturesMax.
  virtual Status queue_my_code(const MyCodeRequest& request) = 0;
  virtual Status take_my_code(const MyCodeTry& typed) = 0;
  virtual Result<std::vector<SignatureRecord>> signatures_of(const OwnMailboxes& mailboxes) = 0;
  virtual Status set_visibility(const SignatureKey& key, Visibility visibility) = 0;

  // From then on it is among the withdrawn ones, with its time. NotFound if there is no such signature; no error if the
  // consent was not given, or is withdrawn already.
  virtual Status withdraw_consent(const SignatureKey& key, std::string_view purpose, std::int64_t now_ms) = 0;
};

}  // namespace undersigned::store
