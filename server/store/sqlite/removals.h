// The list of what was erased, withdrawn, rejected or hidden, of names that are shown less, and of consents that were
// withdrawn. After a backup is restored, the list is applied to it. What was undone since the backup is not: it stays
// removed. The list identifies signatures by number and public id and holds nothing personal. Entries are kept for
// limits::kRemovalKeptDays, as long as backups should be.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/restoration.h"
#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/signature_rows.h"
#include "shared/signature/signature.h"

namespace undersigned::store::sqlite {

// Stored in the database.
enum class RemovalKind : std::uint8_t {
  Erased = 0,
  Withdrawn = 1,
  RuledOut = 2,
  CommentHidden = 3,
  ShownLess = 4,
  ConsentWithdrawn = 5
};

struct Removal {
  std::int64_t signature_id = 0;
  std::string public_id;
  RemovalKind kind = RemovalKind::Erased;
  std::int64_t time_ms = 0;
  std::string detail{};                // of ShownLess: the name of the visibility; of ConsentWithdrawn: the purpose
  std::optional<ErasedOwner> owner{};  // of Erased
};

// Call it before the signature is gone, in the transaction that removes something of it.
void note_removal(Connection& connection, std::int64_t signature_id, RemovalKind kind);

// Notes that the signature no longer counts, or that its rejection was undone. Call it before the status changes.
void note_status(Connection& connection, const KnownSignature& before, SignatureStatus status);

// The visibility that the signer has chosen last, and a consent withdrawn at `time_ms`.
void note_visibility(Connection& connection, std::int64_t signature_id, Visibility visibility);
void note_consent_withdrawn(Connection& connection, std::int64_t signature_id, std::string_view purpose,
                            std::int64_t time_ms);

// The removal was undone.
void delete_removal(Connection& connection, std::int64_t signature_id, RemovalKind kind);

void sweep_removals(Connection& connection, std::int64_t now_ms);

// In the order in which they were noted, without their owners.
std::vector<Removal> read_removals(SQLite::Database& database);
// Sets the owners of erased signatures, as far as `database` knows them.
void read_owners(SQLite::Database& database, std::vector<Removal>& removals);

// Adds the removals that are not on the list, and applies them if the signature exists. Call it within a transaction.
RemovalCounts repeat_removals(Connection& connection, const std::vector<Removal>& removals);

}  // namespace undersigned::store::sqlite
