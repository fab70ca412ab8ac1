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

class FolderLock;

// Creates the folder, but not its parents, or restricts an existing one to 0700. Forbidden: it belongs to somebody
// else, or others may enter it and it holds files that are not ours. NotFound: no such parent folder. StorageFailed
// otherwise.
Status prepare_folder(const std::string& folder);

// Removes databases that a restore set aside ("undersigned.db.before.<UTC time>") more than limits::kSetAsideKeptDays
// ago, since they hold data that was erased later. False if one could not be removed.
bool remove_old_set_aside(const std::string& folder, std::int64_t now_ms);

// The paths of the databases set aside, without the logs that some of them have.
std::vector<std::string> set_aside_databases(const std::string& folder);

// What a restore or backup that was killed has left: copies of the database, which may hold data that was erased later.
//
// A draft of a restore is in the data folder, and only one that holds the folder's lock works on it. A draft of a backup
// is in the folder that the backup is written to. A backup may run beside a server, so a draft counts as left once
// nobody has written to it for limits::kBackupDraftIdleMs.
inline constexpr char kRestoreDraft[] = "undersigned.db.restore.XXXXXX";
inline constexpr char kBackupDraft[] = ".undersigned-backup.XXXXXX";

std::vector<std::string> restore_leftovers(const std::string& folder);
std::vector<std::string> backup_leftovers(const std::string& folder);

// False if one could not be removed. The first one is for whoever holds the lock.
bool remove_restore_leftovers(const std::string& folder, const FolderLock& lock);
bool remove_backup_leftovers(const std::string& folder);

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
