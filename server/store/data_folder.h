// The folder that holds the database, the server's secret and the lock: ours alone (0700), and served by one server at
// a time.
//
// Safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/result.h"

namespace undersigned::store {

inline constexpr char kDatabaseFile[] = "undersigned.db";

// Makes the folder, but not its parents, or narrows one that others may enter to 0700. Forbidden: the folder belongs to
// somebody else, or others may enter it and it holds files that are not ours. NotFound: no such parent folder.
// StorageFailed otherwise.
Status prepare_folder(const std::string& folder);

// Removes databases that restoring put aside ("undersigned.db.before.<UTC time>") more than limits::kSetAsideKeptDays
// ago: they hold what was erased since. False where one could not be removed.
bool remove_old_set_aside(const std::string& folder, std::int64_t now_ms);

// Those that are there: their paths, without the logs some of them have.
std::vector<std::string> set_aside_databases(const std::string& folder);

// Puts the names of the files in the folder on disk. StorageFailed.
Status sync_folder(const std::string& folder);

// Held from lock_folder() to destruction. The kernel lets go of it when the process ends, in whatever way.
class FolderLock {
 public:
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  friend Result<FolderLock> lock_folder(const std::string& folder);
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

// What `serve` holds, so that two servers never run on one folder. Other commands run beside it. Busy: somebody else
// holds it. NotFound: no such folder. StorageFailed otherwise.
Result<FolderLock> lock_folder(const std::string& folder);

}  // namespace undersigned::store
