// The mails that wait to be sent.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "server/store/code_issue.h"
#include "shared/result.h"
#include "shared/signature/signature.h"

namespace undersigned::store {

// The numbers are kept in the database. Confirm: code and link. AlreadySigned: for a signer who is on the list.
// Confirmed: thanks, and how to withdraw. MyCode: the code that opens /my.
enum class MailKind : std::uint8_t { Confirm = 0, AlreadySigned = 1, Confirmed = 2, MyCode = 3 };

// A mail that waits in the outbox. The outbox holds no personal data of its own: it is read from the signer's record,
// and what waits for a record that was erased is dropped.
struct WaitingMail {
  std::int64_t id = 0;
  MailKind kind = MailKind::Confirm;
  std::string campaign;     // slug
  std::int64_t cursor = 0;  // of the signature whose mailbox it goes to
  std::string email;
  std::string locale;
  CodeIssue issue;             // for Confirm and MyCode
  int attempts = 0;            // that failed so far
  CheckedSignature signature;  // of Confirm: what code and link confirm
};

// What became of it. Sent and GivenUp take it out of the outbox.
enum class MailOutcome : std::uint8_t { Sent, GivenUp, TryLater };

struct MailReport {
  std::int64_t id = 0;
  MailOutcome outcome = MailOutcome::Sent;
  std::int64_t due_ms = 0;  // of TryLater: when to try again
  std::int64_t at_ms = 0;   // when that was: the code of a mail that was sent works from then on
};

class MailStore {
 public:
  virtual ~MailStore() = default;

  // The outbox. waiting_mails() are due ones, codes that open /my first, then by MailPlace::order_ms. The time of a
  // code or link begins when its mail was sent, as report_mails() says; until then it works, too.
  virtual Result<std::vector<WaitingMail>> waiting_mails(std::int64_t now_ms, std::size_t rows) = 0;
  virtual Status report_mails(const std::vector<MailReport>& reports) = 0;
  virtual Result<std::uint64_t> mails_in_outbox() = 0;  // due or not

  // Forgets codes that have run out, counts of mails of days gone by.
  virtual Status sweep_mail(std::int64_t now_ms) = 0;
};

}  // namespace undersigned::store
