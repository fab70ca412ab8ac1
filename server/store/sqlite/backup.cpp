// SqliteStore: a backup is written under another name, checked, and only then put in place.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>

#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

// Creates an empty file (0600), which becomes the backup once it is complete.
Result<std::string> make_draft(const std::string& folder) {
  std::string draft = folder + "/" + kBackupDraft;
  const int descriptor = mkostemp(draft.data(), O_CLOEXEC);
  if (descriptor < 0) return Error{errno == ENOENT ? ErrorCode::NotFound : ErrorCode::StorageFailed};
  close(descriptor);
  return draft;
}

Status sync_file(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return Error{ErrorCode::StorageFailed};
  const bool synced = fsync(descriptor) == 0;
  close(descriptor);
  if (!synced) return Error{ErrorCode::StorageFailed};
  return Done{};
}

// VACUUM INTO reads one snapshot: signing goes on, and the copy is consistent.
Status copy_database(const DatabaseFile& file, const std::string& copy) {
  return guarded([&]() -> Status {
    SQLite::Database source(file.path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, 0, file.vfs);
    SQLite::Statement vacuum(source, "VACUUM INTO ?");
    vacuum.bind(1, copy);
    vacuum.exec();
    return Done{};
  });
}

}  // namespace

Result<Inspection> SqliteStore::backup(const std::string& file) {
  if (access(file.c_str(), F_OK) == 0) return Error{ErrorCode::Duplicate};
  const std::string folder = std::filesystem::absolute(file).parent_path().string();
  remove_backup_leftovers(folder);
  const Result<std::string> draft = make_draft(folder);
  if (!draft) return draft.error();
  Status status = copy_database(file_, *draft);
  if (status) status = sync_file(*draft);
  Inspection found;
  if (status) {
    found = inspect_database(*draft, InspectionDepth::Deep);
    if (!found.is_consistent()) status = Error{ErrorCode::StorageFailed};
  }
  // Unlike rename(), link() does not replace a file that somebody has put there in the meantime.
  if (status && link(draft->c_str(), file.c_str()) != 0) {
    status = Error{errno == EEXIST ? ErrorCode::Duplicate : ErrorCode::StorageFailed};
  }
  unlink(draft->c_str());
  if (status) status = sync_folder(folder);
  if (!status) return status.error();
  return found;
}

}  // namespace undersigned::store::sqlite
