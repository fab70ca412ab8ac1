// Writes a batch of operations in one transaction: rows, personal records, consents, mails and counters together.
#pragma once

#include <chrono>
#include <span>

#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/operation.h"

namespace undersigned::store::sqlite {

// On return everything is on disk, and every `result` is set, with the counts as of this commit but without the group.
// Syncs the disk even if nothing changed. Returns how long the commit took. Throws SQLite::Exception if anything
// failed; then nothing is written and the results are meaningless.
std::chrono::steady_clock::duration write_batch(Connection& connection, std::span<Operation* const> batch);

}  // namespace undersigned::store::sqlite
