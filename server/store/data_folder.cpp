#include "server/store/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

namespace undersigned::store {
namespace {

constexpr char kLockFile[] = "lock";
constexpr std::string_view kSecretFile = "secret";

bool is_ours(std::string_view name) {
  return name.starts_with(kDatabaseFile) || name.starts_with(kSecretFile) || name == kLockFile;
}

bool holds_only_ours(const std::string& folder) {
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (!is_ours(entry->path().filename().string())) return false;
  }
  return !error;
}

}  // namespace

Status prepare_folder(const std::string& folder) {
  if (mkdir(folder.c_str(), S_IRWXU) == 0) return sync_folder(folder + "/..");
  if (errno == ENOENT) return Error{ErrorCode::NotFound};
  if (errno != EEXIST) return Error{ErrorCode::StorageFailed};

  struct stat info {};
  if (stat(folder.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) return Error{ErrorCode::StorageFailed};
  if (info.st_uid != geteuid()) return Error{ErrorCode::Forbidden};
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) == 0) return Done{};
  // Closing a folder of somebody's other files would break whatever reads them.
  if (!holds_only_ours(folder)) return Error{ErrorCode::Forbidden};
  if (chmod(folder.c_str(), S_IRWXU) != 0) return Error{ErrorCode::StorageFailed};
  return Done{};
}

Status sync_folder(const std::string& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return Error{ErrorCode::StorageFailed};
  const bool synced = fsync(descriptor) == 0;
  close(descriptor);
  if (!synced) return Error{ErrorCode::StorageFailed};
  return Done{};
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

Result<FolderLock> lock_folder(const std::string& folder) {
  const std::string path = folder + "/" + kLockFile;
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return Error{errno == ENOENT ? ErrorCode::NotFound : ErrorCode::StorageFailed};
  FolderLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return Error{errno == EWOULDBLOCK ? ErrorCode::Busy : ErrorCode::StorageFailed};
  }
  return lock;
}

}  // namespace undersigned::store
