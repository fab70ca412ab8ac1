// Opens the store of a folder: one SQLite database (undersigned.db).
//
// Uses a write-ahead log with synchronous=FULL, so an acknowledged write is on disk. Files are 0600 and the folder
// 0700; a database that others may read is restricted. An older database is migrated first, under the folder's lock.
//
// Errors; the report explains them to the operator:
// - NotFound: Create::No, and there is no database.
// - Forbidden: a folder or file is not ours (data_folder.h).
// - Busy: the database has to be migrated, but a server is using it.
// - StorageFailed: SQLite failed, or the database is not ours, of a newer program, or damaged.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/limits.h"
#include "server/store/data_folder.h"
#include "server/store/erased_owner.h"
#include "server/store/sqlite/log_on_disk.h"
#include "server/store/store.h"
#include "shared/result.h"

namespace undersigned::store {

enum class Create : std::uint8_t { No, Yes };

// When to load the signer index (signer_index.h), which takes seconds for ten million signers. A server loads it at
// opening, so that no signer waits for it. A command may never need it.
enum class ReadSigners : std::uint8_t { OnceNeeded, AtOpening };

// A database whose schema was changed or has lost a row (schema_check.h) fails in the middle of a signature: a server
// refuses it. A command opens it after a report, as it may be the way to save something.
enum class DamagedSchema : std::uint8_t { Reported, Refused };

// Takes a line for the operator's log: why opening failed, when writing began to fail, when it works again. Never
// personal data. Called from any thread; must not call the store.
using Report = std::function<void(std::string_view)>;

struct SqliteOptions {
  std::string folder;
  Report report;                     // may be empty
  const FolderLock* lock = nullptr;  // the folder's lock, if the caller holds it
  ReadSigners read_signers = ReadSigners::OnceNeeded;
  ErasedOwnerHash erased_owner{};  // empty: an erased signature belongs to nobody
  // Told the numbers (SignatureKey::cursor) of signatures whose personal data is gone, deleted rows too, before that is
  // acknowledged. Like `report`, on another thread.
  std::function<void(const std::vector<std::int64_t>&)> erased{};
  AuditLink audit_link;  // for the audit log of a database before version 4; empty: the server has no secret yet
  DamagedSchema damaged_schema = DamagedSchema::Reported;
  std::string vfs;                           // another SQLite VFS, for tests of failing disks; empty: the usual one
  int log_pages_max = limits::kWalPagesMax;  // for tests that want frequent checkpoints
  std::size_t recent_signers_max = limits::kRecentSignersMax;  // for tests that want frequent flushes (signer_index.h)
  sqlite::ForgetCache forget_cache = sqlite::sync_and_forget;  // for tests with a simulated disk
};

Result<std::unique_ptr<Store>> open_sqlite_store(const SqliteOptions& options, Create create);

}  // namespace undersigned::store
