// Codes that open /my. Each request of one is an issue of its own, bound to the ticket of the page that asked for it,
// so that nobody's guesses use up another's code. Asking again from the same page sends the same code again, as long as
// it works.
//
// Used by one thread at a time, within a transaction. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// Queues the mail, unless the ticket's waits already. Where it has to wait (mail_slots.h), it takes the place of the
// one that waits, as the newest is the one that somebody looks out for; the link in it opens the list for anybody who
// reads the mailbox.
void queue_my_code(Connection& connection, std::int64_t signature_id, const MyCodeRequest& request);

// See Store::take_my_code().
bool take_my_code(Connection& connection, const MyCodeTry& typed);

// That mail was sent, or given up, at that time.
void note_my_code_sent(Connection& connection, std::int64_t mail_id, std::int64_t sent_ms);

// Those that have run out, and those whose mail will never come.
void forget_my_codes(Connection& connection, std::int64_t now_ms);

}  // namespace undersigned::store::sqlite
