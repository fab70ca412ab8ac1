// Inspects a database file without changing it: for `backup`, `restore` and `doctor`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace undersigned::store {

// A counter that differs from the stored rows.
struct RecountDifference {
  std::string campaign;
  std::string counter;
  std::int64_t kept = 0;
  std::int64_t counted = 0;
};

// Tells whether a secret is the one the database was written with, and nothing else about it.
// crypto::ServerSecret::mark() makes it.
using SecretMark = std::array<std::uint8_t, 16>;

// Rows with values that the program never writes (sqlite/row_rules.h). Lists, exports and mails leave them out.
struct DamagedTable {
  std::string table;
  std::uint64_t rows = 0;
};

enum class FileKind : std::uint8_t {
  Current,     // ours, at this program's schema version
  Older,       // ours, can be migrated
  Newer,       // ours, written by a newer program
  NotOurs,     // another program's database
  Unreadable,  // not a database, or too damaged to tell
  NotOpened,   // the system refuses to open it: permissions, a read-only or failing disk, no space, no file
};

struct Inspection {
  FileKind kind = FileKind::Unreadable;
  std::int64_t version = 0;                 // schema version; 0 if the file is not ours
  std::string journal_mode;                 // "wal"; "delete" for a backup
  std::string damage;                       // the first fault of the file or its schema, printable; empty: intact
  bool dangling = false;                    // a row refers to one that does not exist
  std::uint64_t signatures = 0;             // of Current and Older
  std::int64_t newest_ms = 0;               // the newest signature's time, UTC; 0: none
  std::vector<RecountDifference> counters;  // of Current: those that differ from the rows
  std::vector<std::string> unreadable;      // of Current: "campaign SLUG", whose stored document cannot be read
  std::vector<DamagedTable> damaged_rows;   // of Current, Deep
  std::optional<SecretMark> secret_mark;    // of Current

  // Ours, not newer, intact, nothing dangling. Wrong counters can be repaired, and damaged rows stay.
  [[nodiscard]] bool is_consistent() const {
    return (kind == FileKind::Current || kind == FileKind::Older) && damage.empty() && !dangling;
  }
};

// Quick: every table and index is well-formed, and the schema is the one of its version. Deep: also that they agree with
// each other, that no signer has two signatures, and that every row has values that the program writes.
enum class InspectionDepth : std::uint8_t { Quick, Deep };

// Reads the whole file: some seconds for a million signatures. A server may be using it. Unreadable if there is no
// file. Safe from any thread.
Inspection inspect_database(const std::string& path, InspectionDepth depth);

}  // namespace undersigned::store
