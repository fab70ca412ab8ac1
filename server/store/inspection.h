// Looks at a database file without serving it and without changing it: what `backup`, `restore` and `doctor` go by.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace undersigned::store {

// A counter that was not what the rows say.
struct RecountDifference {
  std::string campaign;
  std::string counter;
  std::int64_t kept = 0;
  std::int64_t counted = 0;
};

// Tells whether a secret is the one the database was written with (crypto::ServerSecret::mark() makes it), and nothing
// else of it.
using SecretMark = std::array<std::uint8_t, 16>;

enum class FileKind : std::uint8_t {
  Current,     // ours, and of this program's version
  Older,       // ours, and would be brought up to date
  Newer,       // ours, of a newer program
  NotOurs,     // another program's database
  Unreadable,  // no database, or too damaged to tell
  NotOpened,   // the system does not let us read it: rights, a read-only or failing disk, no room, no such file
};

struct Inspection {
  FileKind kind = FileKind::Unreadable;
  std::int64_t version = 0;                 // of what is kept and how; 0 where it is not ours
  std::string journal_mode;                 // "wal"; "delete" of a backup
  std::string damage;                       // SQLite's words for the first fault it finds, printable; empty: whole
  bool dangling = false;                    // a row that belongs to one that is not there
  std::uint64_t signatures = 0;             // of Current and Older
  std::int64_t newest_ms = 0;               // the newest signature's time, UTC; 0: none
  std::vector<RecountDifference> counters;  // of Current: those that are not what the rows say
  std::vector<std::string> unreadable;      // of Current: "campaign SLUG", whose document is not as it was written
  std::optional<SecretMark> secret_mark;    // of Current

  // Ours, not newer, whole, nothing dangling. The counters can be repaired.
  [[nodiscard]] bool is_sound() const {
    return (kind == FileKind::Current || kind == FileKind::Older) && damage.empty() && !dangling;
  }
};

// Quick: that every table and index is well-formed. Deep: also that they agree with each other, and that no signer has
// two signatures.
enum class InspectionDepth : std::uint8_t { Quick, Deep };

// Reads all of the file, some seconds for a million signatures; a server may run on it. `path` without a file is
// Unreadable. Safe from any thread.
Inspection inspect_database(const std::string& path, InspectionDepth depth);

}  // namespace undersigned::store
