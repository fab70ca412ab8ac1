// Counts wrong codes for a mailbox, whatever they were for and whoever typed them. There are only a million codes, so
// the number of attempts is what limits guessing.
//
// Used by one thread at a time, within a transaction. Throws SQLite::Exception.
#pragma once

#include <cstdint>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// Whether codes of this mailbox are still checked today (UTC): fewer than limits::kWrongCodesPerMailboxMax were wrong.
bool may_try_code(Connection& connection, const MailboxKey& mailbox, std::int64_t now_ms);

// Counts a code that could have been right and was not.
void count_wrong_code(Connection& connection, const MailboxKey& mailbox, std::int64_t now_ms);

// Deletes the counts of earlier days.
void delete_old_code_attempts(Connection& connection, std::int64_t now_ms);

}  // namespace undersigned::store::sqlite
