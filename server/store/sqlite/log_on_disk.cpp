#include "server/store/sqlite/log_on_disk.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace undersigned::store::sqlite {

// The log's file carries none of SQLite's locks, so that closing it here gives none away.
bool sync_and_forget(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return errno == ENOENT;
  const bool synced = fsync(descriptor) == 0;
  // Advice only: where the kernel does not take it, nothing is worse than without.
  (void)posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
  close(descriptor);
  return synced;
}

}  // namespace undersigned::store::sqlite
