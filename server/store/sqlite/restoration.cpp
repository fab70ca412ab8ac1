#include "server/store/restoration.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <utility>
#include <vector>

#include "server/base/file_descriptor.h"
#include "server/limits.h"
#include "server/store/sqlite/audit_seal.h"
#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/counters.h"
#include "server/store/sqlite/guard.h"
#include "server/store/sqlite/kept_accounts.h"
#include "server/store/sqlite/migrations.h"
#include "server/store/sqlite/removals.h"
#include "server/store/sqlite/signer_index.h"

namespace undersigned::store {
namespace {

using sqlite::Connection;
using sqlite::DatabaseFile;

// A log beside a database holds changes that are not in it yet: the file is in use, or was copied while it was.
bool has_log(const std::string& file) {
  std::error_code failed;
  for (const char* suffix : {"-wal", "-journal"}) {
    if (std::filesystem::file_size(file + suffix, failed) > 0 && !failed) return true;
  }
  return false;
}

bool copy_bytes(int from, int to) {
  constexpr std::size_t kPiece = std::size_t{1} << 20U;
  ssize_t moved = 0;
  while ((moved = sendfile(to, from, nullptr, kPiece)) > 0) {
  }
  return moved == 0 && fsync(to) == 0;
}

// The current time for a file name: 20180821T120000Z.
std::string now_words() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y%m%dT%H%M%SZ", &utc)};
}

base::OperatorStatus check(const Inspection& found) {
  switch (found.kind) {
    case FileKind::Unreadable:
      return base::OperatorError{"is not a backup: " + found.damage};
    case FileKind::NotOpened:
      return base::OperatorError{"cannot be read: " + found.damage};
    case FileKind::NotOurs:
      return base::OperatorError{"is another program's database"};
    case FileKind::Newer:
      return base::OperatorError{"is of version " + std::to_string(found.version) + ", but this program uses version " +
                                 std::to_string(sqlite::schema_version()) + ": restore it with the newer program"};
    case FileKind::Current:
    case FileKind::Older:
      break;
  }
  if (!found.damage.empty()) return base::OperatorError{"is damaged: " + found.damage};
  if (found.dangling) return base::OperatorError{"is damaged: it holds parts of missing signatures"};
  return Done{};
}

// Uses a rollback journal, so that one file holds everything and one rename() puts it in place.
void update(const DatabaseFile& file) {
  SQLite::Database database = sqlite::open_database(file, sqlite::Access::Write);
  database.exec("PRAGMA journal_mode = DELETE");
  sqlite::migrate(database, sqlite::migration_steps());
}

void repair_counters(const DatabaseFile& file) {
  Connection connection(file, sqlite::Access::Write);
  sqlite::WriteTransaction transaction(connection);
  sqlite::repair(connection, sqlite::find_differences(connection));
  transaction.commit();
}

Status sync_file(const std::string& path) {
  const base::FileDescriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open() || fsync(file.get()) != 0) return Error{ErrorCode::StorageFailed};
  return Done{};
}

// Gives the file a second name with the time in it. Two restores may happen in one second. Empty if that fails.
std::string link_aside(const std::string& path) {
  constexpr int kTriesMax = 100;
  const std::string name = path + ".before." + now_words();
  for (int number = 1; number <= kTriesMax; ++number) {
    std::string aside = number == 1 ? name : name + "-" + std::to_string(number);
    if (link(path.c_str(), aside.c_str()) == 0) return aside;
    if (errno != EEXIST) break;
  }
  return {};
}

// Checkpoints the database that is about to be set aside. SQLite refuses while anybody else has it open. A database
// that is too damaged for this is kept with its log.
Status close_log(const std::string& path) {
  return sqlite::guarded([&]() -> Status {
    SQLite::Database database(path, SQLite::OPEN_READWRITE, 0);
    database.exec("PRAGMA journal_mode = DELETE");
    return Done{};
  });
}

}  // namespace

Restoration::Restoration(std::string folder, std::string draft)
    : folder_(std::move(folder)), draft_(std::move(draft)) {}

Restoration::~Restoration() {
  for (const char* suffix : {"", "-journal", "-wal", "-shm"}) unlink((draft_ + suffix).c_str());
}

base::OperatorResult<std::unique_ptr<Restoration>> Restoration::prepare(const std::string& folder,
                                                                        const FolderLock& lock,
                                                                        const std::string& file) {
  if (has_log(file)) {
    return base::OperatorError{
        file +
        " has a log beside it: it is a database in use, or was copied from one. Make a backup of it with "
        "`backup`"};
  }
  const base::FileDescriptor from(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!from.is_open() || fstat(from.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return base::OperatorError{file + " cannot be read"};
  }
  remove_restore_leftovers(folder, lock);
  std::string draft = folder + "/" + kRestoreDraft;
  const base::FileDescriptor to(mkostemp(draft.data(), O_CLOEXEC));
  if (!to.is_open()) return base::OperatorError{"the folder " + folder + " cannot be written to"};
  std::unique_ptr<Restoration> made(new Restoration(folder, draft));
  if (!copy_bytes(from.get(), to.get())) {
    return base::OperatorError{file + " could not be copied to " + folder + ": is there room on the disk?"};
  }
  if (const auto checked = made->check_and_update(); !checked) {
    return base::OperatorError{file + " " + checked.error().words};
  }
  return made;
}

base::OperatorStatus Restoration::check_and_update() {
  backup_ = inspect_database(draft_, InspectionDepth::Deep);
  if (auto readable = check(backup_); !readable) return readable;
  const DatabaseFile file{draft_, {}};
  const Status updated = sqlite::guarded([&]() -> Status {
    update(file);
    return Done{};
  });
  if (!updated) return base::OperatorError{"could not be upgraded"};
  copy_ = inspect_database(draft_, InspectionDepth::Deep);
  if (copy_.counters.empty()) return check(copy_);
  const Status repaired = sqlite::guarded([&]() -> Status {
    repair_counters(file);
    return Done{};
  });
  if (!repaired) return base::OperatorError{"has counters that could not be repaired"};
  copy_ = inspect_database(draft_, InspectionDepth::Deep);
  return check(copy_);
}

// Reads the list even if the rest of the database is damaged, as far as possible.
Status Restoration::repeat_removals() {
  const std::string path = folder_ + "/" + kDatabaseFile;
  if (access(path.c_str(), F_OK) != 0) {
    since_ = SinceBackup::NoDatabase;
    return Done{};
  }
  std::vector<sqlite::Removal> removals;
  const Status read = sqlite::guarded([&]() -> Status {
    SQLite::Database database(path, SQLite::OPEN_READWRITE, limits::kDatabaseBusyMs);
    removals = sqlite::read_removals(database);
    return Done{};
  });
  if (!read && read.error().code == ErrorCode::Busy) return read.error();
  since_ = read ? SinceBackup::Known : SinceBackup::Unreadable;
  if (!read) return Done{};
  // Without it they belong to nobody, which is no reason to bring them back.
  (void)sqlite::guarded([&]() -> Status {
    SQLite::Database database(path, SQLite::OPEN_READWRITE, limits::kDatabaseBusyMs);
    sqlite::read_owners(database, removals);
    return Done{};
  });
  return sqlite::guarded([&]() -> Status {
    Connection connection({draft_, {}}, sqlite::Access::Write);
    sqlite::SignerIndex signers(limits::kRecentSignersMax);
    connection.set_signers(signers);
    sqlite::WriteTransaction transaction(connection);
    repeated_ = sqlite::repeat_removals(connection, removals);
    transaction.commit();
    return Done{};
  });
}

// Reads first and then writes, so that a fault of the one is not taken for a fault of the other.
Status Restoration::keep_accounts(const AuditLink& link, const SecretMark& mark, std::int64_t now_ms) {
  const std::string path = folder_ + "/" + kDatabaseFile;
  sqlite::LaterAccounts later;
  kept_.from = AccountsFrom::BackupAsNoDatabase;
  if (access(path.c_str(), F_OK) == 0) {
    const Status read = sqlite::guarded([&]() -> Status {
      SQLite::Database database(path, SQLite::OPEN_READWRITE, limits::kDatabaseBusyMs);
      Connection backup({draft_, {}}, sqlite::Access::Read);
      later = sqlite::read_accounts(database, backup, link, mark);
      return Done{};
    });
    if (!read && read.error().code == ErrorCode::Busy) return read.error();
    kept_.from = read ? sqlite::choose_accounts(later) : AccountsFrom::BackupAsUnreadable;
  }
  kept_.first_wrong = later.log.first_wrong;
  if (kept_.from == AccountsFrom::Replaced) {
    kept_.accounts = later.users.size();
    kept_.entries = later.entries.size();
    kept_.entries_in_backup = static_cast<std::uint64_t>(later.log.backup_entries - later.log.common);
  }
  return sqlite::guarded([&]() -> Status {
    Connection connection({draft_, {}}, sqlite::Access::Write);
    sqlite::WriteTransaction transaction(connection);
    if (kept_.from == AccountsFrom::Replaced) sqlite::take_accounts(connection, later, link);
    sqlite::end_all_sessions(connection);
    sqlite::append_audit(connection, {now_ms, {}, AuditAction::Restored, {}}, link);
    transaction.commit();
    return Done{};
  });
}

Status Restoration::set_secret_mark(const SecretMark& mark) {
  return sqlite::guarded([&]() -> Status {
    Connection connection({draft_, {}}, sqlite::Access::Write);
    connection.query("INSERT OR REPLACE INTO secret_mark (id, mark) VALUES (1, ?)")
        .bind_blob(mark.data(), mark.size())
        .run();
    return Done{};
  });
}

Status Restoration::seal_audit(const AuditLink& link) {
  if (backup_.version >= sqlite::kSealedSince) return Done{};
  return sqlite::guarded([&]() -> Status {
    SQLite::Database database = sqlite::open_database({draft_, {}}, sqlite::Access::Write);
    sqlite::seal_older_log(database, link);
    return Done{};
  });
}

// Gives the database a second name first, so that the first name always has one.
Result<std::string> Restoration::set_aside() const {
  const std::string path = folder_ + "/" + kDatabaseFile;
  if (access(path.c_str(), F_OK) != 0) return std::string();
  const Status closed = close_log(path);
  if (!closed && closed.error().code == ErrorCode::Busy) return closed.error();
  const std::string aside = link_aside(path);
  if (aside.empty()) return Error{ErrorCode::StorageFailed};
  for (const char* suffix : {"-wal", "-journal"}) {
    if (access((path + suffix).c_str(), F_OK) != 0) continue;
    if (rename((path + suffix).c_str(), (aside + suffix).c_str()) != 0) return Error{ErrorCode::StorageFailed};
  }
  unlink((path + "-shm").c_str());
  return aside;
}

Result<std::string> Restoration::put_in_place() {
  if (const Status synced = sync_file(draft_); !synced) return synced.error();
  Result<std::string> aside = set_aside();
  if (!aside) return aside;
  if (const Status synced = sync_folder(folder_); !synced) return synced.error();
  if (rename(draft_.c_str(), (folder_ + "/" + kDatabaseFile).c_str()) != 0) return Error{ErrorCode::StorageFailed};
  if (const Status synced = sync_folder(folder_); !synced) return synced.error();
  return aside;
}

}  // namespace undersigned::store
