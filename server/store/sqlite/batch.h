// Writes a batch of operations in one transaction: rows, personal records, consents, mails and counters together.
#pragma once

#include <span>

#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/operation.h"

namespace undersigned::store::sqlite {

// On return everything is on disk and every `result` is set, with the counts as of this commit. Throws
// SQLite::Exception where anything failed; then nothing is written, and results mean nothing.
void write_batch(Connection& connection, std::span<Operation* const> batch);

}  // namespace undersigned::store::sqlite
