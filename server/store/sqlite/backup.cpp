// SqliteStore: a backup, written beside its place, checked, and only then put there.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

Status sync_path(const std::string& path, int flags) {
  const int descriptor = open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return Error{ErrorCode::StorageFailed};
  const bool synced = fsync(descriptor) == 0;
  close(descriptor);
  if (!synced) return Error{ErrorCode::StorageFailed};
  return Done{};
}

Status make_empty_file(const std::string& path) {
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
  if (descriptor < 0) {
    if (errno == EEXIST) return Error{ErrorCode::Duplicate};
    return Error{errno == ENOENT ? ErrorCode::NotFound : ErrorCode::StorageFailed};
  }
  close(descriptor);
  return Done{};
}

// VACUUM INTO reads one snapshot: signing goes on meanwhile, and nothing of it is half in the copy.
Status copy_database(const DatabaseFile& file, const std::string& copy) {
  return guarded([&]() -> Status {
    SQLite::Database source(file.path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, 0, file.vfs);
    SQLite::Statement vacuum(source, "VACUUM INTO ?");
    vacuum.bind(1, copy);
    vacuum.exec();
    return Done{};
  });
}

Status check_database(const std::string& path) {
  return guarded([&]() -> Status {
    SQLite::Database database(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX);
    const bool whole = database.execAndGet("PRAGMA integrity_check(1)").getString() == "ok";
    SQLite::Statement dangling(database, "PRAGMA foreign_key_check");
    if (!whole || dangling.executeStep()) return Error{ErrorCode::StorageFailed};
    return Done{};
  });
}

}  // namespace

Status SqliteStore::backup(const std::string& file) {
  const std::string draft = file + ".part";
  if (const Status made = make_empty_file(draft); !made) return made;
  Status status = copy_database(file_, draft);
  if (status) status = sync_path(draft, O_RDONLY);
  if (status) status = check_database(draft);
  if (status && link(draft.c_str(), file.c_str()) != 0) {
    status = Error{errno == EEXIST ? ErrorCode::Duplicate : ErrorCode::StorageFailed};
  }
  unlink(draft.c_str());
  if (!status) return status;
  const std::string folder = std::filesystem::absolute(file).parent_path().string();
  return sync_path(folder, O_RDONLY | O_DIRECTORY);
}

}  // namespace undersigned::store::sqlite
