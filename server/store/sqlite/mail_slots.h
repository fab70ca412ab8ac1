// Limits how many mails a mailbox gets: limits::kMailsPerMailboxMax a day (UTC) at once, and then one at intervals.
// Further mails wait; nothing is lost. A mailbox has several independent queues, so that filling one does not delay
// mails in another.
//
// Used by one thread at a time, within a transaction. Throws SQLite::Exception.
#pragma once

#include <cstdint>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// The queue depends on what asks for the mail: signing, where anybody may type the address, or /my. Each has a second
// queue for networks that had nothing sent to the mailbox on that day, so that one network cannot delay the others.
// Stored in the database.
enum class MailQueue : std::uint8_t { Signing = 0, My = 1, SigningFirst = 2, MyFirst = 3 };

enum class MailCause : std::uint8_t { Signing, My };

MailQueue queue_of(MailCause cause, MailNetwork network);

// The time from which the next mail of this queue may be sent. Counts that mail.
std::int64_t take_mail_slot(Connection& connection, const MailboxKey& mailbox, MailQueue queue, std::int64_t now_ms);

// Deletes the counts of earlier days.
void delete_old_mail_slots(Connection& connection, std::int64_t now_ms);

}  // namespace undersigned::store::sqlite
