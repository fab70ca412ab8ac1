#include "server/store/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "server/limits.h"

namespace undersigned::store {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr char kLockFile[] = "lock";
constexpr std::string_view kSecretFile = "secret";

// Of the names that mkostemp() makes.
std::string_view prefix_of(std::string_view pattern) {
  return pattern.substr(0, pattern.find_last_of('.') + 1);
}

bool is_ours(std::string_view name) {
  return name.starts_with(kDatabaseFile) || name.starts_with(prefix_of(kBackupDraft)) ||
         name.starts_with(kSecretFile) || name == kLockFile;
}

bool holds_only_ours(const std::string& folder) {
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (!is_ours(entry->path().filename().string())) return false;
  }
  return !error;
}

// When a database was set aside, according to its name.
std::optional<std::int64_t> set_aside_ms(const std::string& name) {
  const std::string begin = std::string(kDatabaseFile) + ".before.";
  if (!name.starts_with(begin)) return {};
  std::tm utc{};
  const char* const end = strptime(name.c_str() + begin.size(), "%Y%m%dT%H%M%SZ", &utc);
  if (end == nullptr) return {};
  return std::int64_t{timegm(&utc)} * 1000;
}

// The files whose names begin like the pattern's, with their journals.
std::vector<std::string> made_from(const std::string& folder, std::string_view pattern) {
  std::vector<std::string> paths;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (entry->path().filename().string().starts_with(prefix_of(pattern))) paths.push_back(entry->path().string());
  }
  return paths;
}

bool is_idle(const std::string& path) {
  std::error_code gone;
  const auto written = std::filesystem::last_write_time(path, gone);
  const auto idle = std::chrono::milliseconds(limits::kBackupDraftIdleMs);
  return !gone && std::filesystem::file_time_type::clock::now() - written >= idle;
}

bool remove_all(const std::vector<std::string>& paths) {
  bool all = true;
  for (const std::string& path : paths) {
    std::error_code failed;
    std::filesystem::remove(path, failed);
    if (failed) all = false;
  }
  return all;
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
  // Restricting a folder that holds somebody's other files could break what reads them.
  if (!holds_only_ours(folder)) return Error{ErrorCode::Forbidden};
  if (chmod(folder.c_str(), S_IRWXU) != 0) return Error{ErrorCode::StorageFailed};
  return Done{};
}

bool remove_old_set_aside(const std::string& folder, std::int64_t now_ms) {
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  bool all = true;
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const std::optional<std::int64_t> made_ms = set_aside_ms(entry->path().filename().string());
    if (!made_ms || now_ms - *made_ms < limits::kSetAsideKeptDays * kDayMs) continue;
    std::error_code failed;
    std::filesystem::remove(entry->path(), failed);
    if (failed) all = false;
  }
  return all && !error;
}

std::vector<std::string> set_aside_databases(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  std::filesystem::directory_iterator entry(folder, error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const bool is_log = name.ends_with("-wal") || name.ends_with("-shm") || name.ends_with("-journal");
    if (set_aside_ms(name) && !is_log) paths.push_back(entry->path().string());
  }
  return paths;
}

std::vector<std::string> restore_leftovers(const std::string& folder) {
  return made_from(folder, kRestoreDraft);
}

std::vector<std::string> backup_leftovers(const std::string& folder) {
  std::vector<std::string> paths = made_from(folder, kBackupDraft);
  std::erase_if(paths, [](const std::string& path) { return !is_idle(path); });
  return paths;
}

bool remove_restore_leftovers(const std::string& folder, const FolderLock& /*lock*/) {
  return remove_all(restore_leftovers(folder));
}

bool remove_backup_leftovers(const std::string& folder) {
  return remove_all(backup_leftovers(folder));
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
