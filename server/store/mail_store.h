// The outbox: mails that wait to be sent.
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

// Stored in the database. Confirm: code and link. AlreadySigned: for somebody whose signature counts. Confirmed: thanks,
// and how to withdraw. MyCode: the code that opens /my. Thanks: for a signature that counted without a confirmation, new
// or repeated. Placeholder: nothing is sent, where there is nobody to write to. It takes the place and the time of a
// mail, so that the mails behind it do not show whether there was one.
enum class MailKind : std::uint8_t {
  Confirm = 0,
  AlreadySigned = 1,
  Confirmed = 2,
  MyCode = 3,
  Thanks = 4,
  Placeholder = 5
};

// Each has its share of the connections (server/mail/outbox.h). My: opens /my. Delayed: was put off, or had to wait for
// its mailbox.
enum class MailLane : std::uint8_t { My, New, Delayed };

// A mail in the outbox. The outbox holds no personal data of its own: it is read from the signer's record. Mails for an
// erased record are dropped.
struct WaitingMail {
  std::int64_t id = 0;
  MailKind kind = MailKind::Confirm;
  MailLane lane = MailLane::New;
  std::int64_t order_ms = 0;  // MailPlace::order_ms
  std::string campaign;       // slug
  std::int64_t cursor = 0;    // of the signature whose mailbox gets it
  std::string email;
  std::string locale;
  CodeIssue issue;             // for Confirm and MyCode
  int attempts = 0;            // failed so far
  CheckedSignature signature;  // of Confirm: what code and link confirm
  bool damaged = false;        // what is stored of its signature is: the mail cannot be sent
};

// The result of an attempt. Sent and GivenUp remove the mail from the outbox.
enum class MailOutcome : std::uint8_t { Sent, GivenUp, TryLater };

struct MailReport {
  std::int64_t id = 0;
  MailOutcome outcome = MailOutcome::Sent;
  std::int64_t due_ms = 0;  // of TryLater: when to try again
  std::int64_t at_ms = 0;   // when that happened: a code's lifetime begins when its mail is sent
  std::int64_t cursor = 0;  // WaitingMail::cursor: where its record was erased meanwhile, the mail has to go, too
};

class MailStore {
 public:
  virtual ~MailStore() = default;

  // waiting_mails() returns mails that are due: first the codes that open /my, then by MailPlace::order_ms. Of each lane
  // that has any, at least a quarter of `rows` if there are as many. The lifetime of a code or link begins when report_mails() reports its mail as sent. It works before that, too.
  virtual Result<std::vector<WaitingMail>> waiting_mails(std::int64_t now_ms, std::size_t rows) = 0;
  virtual Status report_mails(const std::vector<MailReport>& reports) = 0;
  virtual Result<std::uint64_t> mails_in_outbox() = 0;  // whether due or not

  // Deletes expired codes and the mail counts of earlier days.
  virtual Status sweep_mail(std::int64_t now_ms) = 0;
};

}  // namespace undersigned::store
