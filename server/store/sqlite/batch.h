// Writes a batch of operations in one transaction: rows, personal records, consents, mails and counters together.
#pragma once

#include <chrono>
#include <span>

#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/operation.h"

namespace undersigned::store::sqlite {

// On return everything is on disk and every `result` is set, with the counts as of this commit but without the group.
// The disk is synced whether anything changed or not. Gives how long the commit took. Throws SQLite::Exception where
// anything failed; then nothing is written, and results mean nothing.
std::chrono::steady_clock::duration write_batch(Connection& connection, std::span<Operation* const> batch);

}  // namespace undersigned::store::sqlite
