// The folder with the database, the server's secret and the lock. Only its owner may enter it (0700), and only one
// server may use it.
//
// Safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/result.h"

namespace undersigned::store {

inline constexpr char kDatabaseFile[] = "undersigned.db";

// Creates the folder, but not its parents, or restricts an existing one to 0700. Forbidden: it belongs to somebody
// else, or others may enter it and it holds files that are not ours. NotFound: no such parent folder. StorageFailed
// otherwise.
Status prepare_folder(const std::string& folder);

// Removes databases that a restore set aside ("undersigned.db.before.<UTC time>") more than limits::kSetAsideKeptDays
// ago, since they hold data that was erased later. False if one could not be removed.
bool remove_old_set_aside(const std::string& folder, std::int64_t now_ms);

// The paths of the databases set aside, without the logs that some of them have.
std::vector<std::string> set_aside_databases(const std::string& folder);

// Syncs the folder, so that new and changed file names are on disk. StorageFailed.
Status sync_folder(const std::string& folder);

// Held from lock_folder() to destruction. The kernel releases it when the process ends, however it ends.
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

// `serve` holds this lock, so that two servers never use one folder. Other commands run beside a server. Busy: somebody
// else holds it. NotFound: no such folder. StorageFailed otherwise.
Result<FolderLock> lock_folder(const std::string& folder);

}  // namespace undersigned::store
