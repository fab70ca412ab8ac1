// Mails put into the outbox, in the transaction of what they are about.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

struct Recipient {
  std::int64_t signature_id = 0;
  MailboxKey mailbox{};
  std::int64_t now_ms = 0;
  MailPlace place{};
};

// Confirm, with an issue of code and link, or AlreadySigned; in its turn (mail_slots.h), and no sooner than
// limits::kMailAgainMs after the last one for this signature. Queues nothing where that mail waits already, or where
// the signer's details were erased.
void queue_mail(Connection& connection, MailKind kind, const Recipient& recipient);

// The mail after confirming. In no line: there is one for a Confirm mail that was, at most.
void queue_thanks(Connection& connection, std::int64_t signature_id, std::int64_t now_ms, const MailPlace& place);

struct Mail {
  MailKind kind = MailKind::Confirm;
  std::int64_t signature_id = 0;
  std::int64_t now_ms = 0;
  std::int64_t due_ms = 0;    // at once, unless that is later
  std::int64_t order_ms = 0;  // 0: now
  std::int64_t issue = 0;
  std::string_view locale;
  std::int64_t my_code_id = 0;  // of MyCode
};

void insert_mail(Connection& connection, const Mail& mail);

// Takes out what waits for a signature: all of it, or all but the code that opens /my.
void drop_mails(Connection& connection, std::int64_t signature_id);
void drop_mails_of_status(Connection& connection, std::int64_t signature_id);

// What waits for one signature and opens /my goes out for another one of the same mailbox.
void move_my_codes(Connection& connection, std::int64_t from_id, std::int64_t to_id);

// No code or link that was sent for the signature works any more.
void close_codes(Connection& connection, std::int64_t signature_id);

}  // namespace undersigned::store::sqlite
