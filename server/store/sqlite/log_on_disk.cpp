#include "server/store/sqlite/log_on_disk.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace undersigned::store::sqlite {

// SQLite holds no locks on the log's file, so closing it here releases none.
bool sync_and_forget(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return errno == ENOENT;
  const bool synced = fsync(descriptor) == 0;
  // Only advice: if the kernel ignores it, nothing is worse than without.
  (void)posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
  close(descriptor);
  return synced;
}

}  // namespace undersigned::store::sqlite
