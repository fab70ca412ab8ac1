// The list of what was erased, withdrawn, ruled out or hidden: where a backup of before is restored, that is done
// again. It names signatures by their number and public id, and holds nothing personal. Entries are kept for as long as
// backups should be, limits::kRemovalKeptDays.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/store/restoration.h"
#include "server/store/sqlite/connection.h"

namespace undersigned::store::sqlite {

// The numbers are kept in the database.
enum class RemovalKind : std::uint8_t { Erased = 0, Withdrawn = 1, RuledOut = 2, CommentHidden = 3 };

struct Removal {
  std::int64_t signature_id = 0;
  std::string public_id;
  RemovalKind kind = RemovalKind::Erased;
  std::int64_t time_ms = 0;
};

// Of a signature that is still there, within the transaction that removes something of it.
void note_removal(Connection& connection, std::int64_t signature_id, RemovalKind kind);

// It was undone.
void forget_removal(Connection& connection, std::int64_t signature_id, RemovalKind kind);

void sweep_removals(Connection& connection, std::int64_t now_ms);

// In the order they were made.
std::vector<Removal> read_removals(SQLite::Database& database);

// Adds to the list what is not on it, and does it again where the signature is there. Within a transaction.
RemovalCounts repeat_removals(Connection& connection, const std::vector<Removal>& removals);

}  // namespace undersigned::store::sqlite
