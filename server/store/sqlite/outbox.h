// Mails put into the outbox, in the transaction of what they are about, and no more of them than a mailbox may get.
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
};

// Confirm, with a new issue of code and link, or AlreadySigned. Queues nothing where it is too soon after the last mail
// for this signature, where the mailbox had its mails of today, or where the signer's details were erased.
void queue_mail(Connection& connection, MailKind kind, const Recipient& recipient);

// The mail after confirming. Not counted for the mailbox: there is one for a Confirm mail that was, at most.
void queue_thanks(Connection& connection, std::int64_t signature_id, std::int64_t now_ms);

// The code that opens /my, with a new issue; the same limits.
void queue_my_code(Connection& connection, const Recipient& recipient, std::string_view locale);

// Takes out what waits for a signature: all of it, or all but the code that opens /my.
void drop_mails(Connection& connection, std::int64_t signature_id);
void drop_mails_of_status(Connection& connection, std::int64_t signature_id);

// No code or link that was sent for the signature works any more.
void close_codes(Connection& connection, std::int64_t signature_id);

}  // namespace undersigned::store::sqlite
