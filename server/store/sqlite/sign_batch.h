// Writes a batch of signatures in one transaction: rows, personal records, consents and counters together.
#pragma once

#include <span>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// A signature on its way, and what became of it.
struct Signing {
  NewSignature signature;
  SignCallback done;
  std::int64_t campaign_id = 0;  // 0: there is no such campaign
  Result<Signed> result = Error{ErrorCode::StorageFailed};
};

// On return everything is on disk and every `result` is set, with the counts as of this commit. Throws
// SQLite::Exception where anything failed; then nothing is written, and results mean nothing.
void write_batch(Connection& connection, std::span<Signing* const> batch);

}  // namespace undersigned::store::sqlite
