// Codes that open /my. Each request for one is a separate issue, bound to the ticket of the page that asked, so that
// nobody can use up the attempts of another's code. Asking again from the same page sends the same code again, while it
// works.
//
// Used by one thread at a time, within a transaction. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// Queues the mail, unless one for this ticket is queued already. It may have to wait (mail_slots.h). Its link opens the
// list for anybody who reads the mailbox. `signature_id` 0: there is nobody to write to. Then the same is written, with
// a placeholder, and its code never works.
void queue_my_code(Connection& connection, std::int64_t signature_id, const MyCodeRequest& request);

// See Store::take_my_code().
bool take_my_code(Connection& connection, const MyCodeTry& typed);

// Notes when the mail was sent or given up.
void note_my_code_sent(Connection& connection, std::int64_t mail_id, std::int64_t sent_ms);

// Deletes expired codes, and those whose mail will never be sent.
void delete_old_my_codes(Connection& connection, std::int64_t now_ms);

}  // namespace undersigned::store::sqlite
