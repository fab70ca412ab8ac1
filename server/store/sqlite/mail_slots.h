// How many mails one mailbox gets, and when: limits::kMailsPerMailboxMax a day (UTC) as they are asked for, and then
// one in a while. Whoever asks for more waits; nothing is lost. A mailbox has several lines that do not hold up each
// other, so that whoever has one filled up keeps nobody's mail back in another.
//
// Used by one thread at a time, within a transaction. Throws SQLite::Exception.
#pragma once

#include <cstdint>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// What a mail is asked for by: signing, where anybody may use the address, or at /my. Each has a line of its own for
// networks that had nothing sent to the mailbox on that day, so that one network cannot keep back the others. The
// numbers are kept in the database.
enum class MailQueue : std::uint8_t { Signing = 0, My = 1, SigningFirst = 2, MyFirst = 3 };

enum class MailCause : std::uint8_t { Signing, My };

MailQueue queue_of(MailCause cause, MailNetwork network);

// The time from which the next mail of this line may go, and counts it.
std::int64_t take_mail_slot(Connection& connection, const MailboxKey& mailbox, MailQueue queue, std::int64_t now_ms);

// Of days gone by.
void forget_mail_slots(Connection& connection, std::int64_t now_ms);

}  // namespace undersigned::store::sqlite
