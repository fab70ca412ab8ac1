// Opens the store that lives in one SQLite database (undersigned.db) in a folder.
//
// Write-ahead log with synchronous=FULL: an answered write is on disk. Files are made 0600 and the folder 0700; a
// database that others may read is narrowed. An older database is brought up to date first, under the folder's lock.
// Errors: NotFound (Create::No and no database), Forbidden (a folder or file that is not ours, see data_folder.h), Busy
// (it must be brought up to date, and a server runs on it), StorageFailed (SQLite says no; not a database of ours; one
// of a newer program than this). The report says which, in words for the operator.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "server/limits.h"
#include "server/store/data_folder.h"
#include "server/store/sqlite/log_on_disk.h"
#include "server/store/store.h"
#include "shared/result.h"

namespace undersigned::store {

enum class Create : std::uint8_t { No, Yes };

// When to read who has signed (signer_index.h), which takes seconds where ten million have. A server reads it while it
// opens, so that nobody who signs has to wait for it; a command may never need it.
enum class ReadSigners : std::uint8_t { OnceNeeded, AtOpening };

// Takes a line for the operator's log: why opening failed, when writing began to fail, when it works again. Never holds
// anything personal. Called from any thread; must not call the store.
using Report = std::function<void(std::string_view)>;

struct SqliteOptions {
  std::string folder;
  Report report;                     // may be empty
  const FolderLock* lock = nullptr;  // the folder's lock, where the caller holds it
  ReadSigners read_signers = ReadSigners::OnceNeeded;
  std::string vfs;  // another SQLite file system, for tests of failing disks; empty: the usual one
  int log_pages_max = limits::kWalPagesMax;                    // for tests that want the log carried over often
  std::size_t recent_signers_max = limits::kRecentSignersMax;  // likewise, signers (signer_index.h)
  sqlite::ForgetCache forget_cache = sqlite::sync_and_forget;  // for tests whose disk is not the system's
};

Result<std::unique_ptr<Store>> open_sqlite_store(const SqliteOptions& options, Create create);

}  // namespace undersigned::store
