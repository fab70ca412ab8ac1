#include "server/store/sqlite/open.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <optional>
#include <utility>

#include "server/store/sqlite/audit_seal.h"
#include "server/store/sqlite/guard.h"
#include "server/store/sqlite/migrations.h"
#include "server/store/sqlite/schema_check.h"
#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store {
namespace {

using sqlite::DatabaseFile;
using sqlite::SchemaState;

class StoreOpener {
 public:
  explicit StoreOpener(const SqliteOptions& options)
      : options_(options), file_{options.folder + "/" + kDatabaseFile, options.vfs,          options.log_pages_max,
                                 options.recent_signers_max,           options.erased_owner, options.erased} {}

  Result<std::unique_ptr<Store>> open(Create create) {
    // A command must not create a folder because its name was mistyped.
    if (create == Create::No && access(file_.path.c_str(), F_OK) != 0) {
      return refuse({ErrorCode::NotFound}, "there is no database in the data folder");
    }
    if (const Status folder = prepare_folder(options_.folder); !folder) {
      return refuse(folder.error(),
                    "the data folder cannot be used: it must exist or have a parent, belong to this user, and hold "
                    "only Undersigned's files if other users can enter it");
    }
    if (const Status files = prepare_files(create); !files) return files.error();
    if (!options_.forget_cache(file_.path + "-wal")) {
      return refuse({ErrorCode::StorageFailed}, "the write-ahead log cannot be synced");
    }
    std::optional<SQLite::Database> database;
    const Status ready = sqlite::guarded([&] {
      database.emplace(sqlite::open_database(file_, sqlite::Access::Write));
      return prepare_database(*database);
    });
    if (!ready) {
      if (!said_why_) say("the database cannot be opened");
      return ready.error();
    }
    auto store = std::make_unique<sqlite::SqliteStore>(std::move(*database), file_, options_.report);
    if (options_.read_signers == ReadSigners::AtOpening) {
      if (const Status read = store->read_signers(); !read) return refuse(read.error(), "the signers cannot be read");
    }
    return std::unique_ptr<Store>(std::move(store));
  }

 private:
  // The files of the log get the same mode as the database.
  Status prepare_files(Create create) {
    if (create == Create::Yes) {
      const int made = ::open(file_.path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
      if (made < 0) return refuse({ErrorCode::StorageFailed}, "the database file cannot be created");
      close(made);
    }
    for (const char* suffix : {"", "-wal", "-shm"}) {
      const std::string path = file_.path + suffix;
      struct stat info {};
      if (lstat(path.c_str(), &info) != 0) {
        if (*suffix != '\0') continue;
        return refuse({ErrorCode::StorageFailed}, "the database file cannot be read");
      }
      if (!S_ISREG(info.st_mode) || info.st_uid != geteuid()) {
        return refuse({ErrorCode::Forbidden}, "the database is not a regular file of this user");
      }
      const bool open_to_others = (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
      if (open_to_others && chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0) {
        return refuse({ErrorCode::StorageFailed}, "other users can read the database, and this could not be changed");
      }
    }
    return Done{};
  }

  Status prepare_database(SQLite::Database& database) {
    switch (sqlite::schema_state(database, sqlite::migration_steps())) {
      case SchemaState::Current:
        break;
      case SchemaState::Older:
        if (const Status migrated = bring_up_to_date(database); !migrated) return migrated;
        break;
      case SchemaState::Newer:
        return refuse({ErrorCode::StorageFailed},
                      "the database is of version " + std::to_string(sqlite::read_schema_version(database)) +
                          ", but this program uses version " + std::to_string(sqlite::schema_version()) +
                          ": start the newer program, or restore a backup made before it ran");
      case SchemaState::NotOurs:
        return refuse({ErrorCode::StorageFailed}, "the file is another program's database");
    }
    if (database.execAndGet("PRAGMA journal_mode = WAL").getString() != "wal") {
      return refuse({ErrorCode::StorageFailed}, "the file system cannot hold a write-ahead log");
    }
    if (const std::string fault = sqlite::schema_fault(database, sqlite::schema_version()); !fault.empty()) {
      const std::string words =
          "the database is damaged: " + fault + ". Keep a copy of the folder, then `restore` a backup";
      if (options_.damaged_schema == DamagedSchema::Refused) return refuse({ErrorCode::StorageFailed}, words);
      if (options_.report) options_.report(words);
    }
    sqlite::read_schema_version(database);  // puts the log into use, so that nobody recovers it again
    return Done{};
  }

  // A running server of the older version must not find its tables changed.
  Status bring_up_to_date(SQLite::Database& database) {
    std::optional<Result<FolderLock>> own_lock;
    if (options_.lock == nullptr) {
      own_lock.emplace(lock_folder(options_.folder));
      if (!own_lock->ok()) return refuse(own_lock->error(), "the database must be upgraded: stop the server first");
    }
    const std::int64_t before = sqlite::read_schema_version(database);
    // In the step's own transaction: a log without a seal is damaged ever after.
    sqlite::migrate(database, sqlite::migration_steps(), [&](SQLite::Database& stepping, std::int64_t version) {
      const bool seal = before > 0 && version == sqlite::kSealedSince && options_.audit_link;
      if (seal) sqlite::seal_older_log(stepping, options_.audit_link);
    });
    if (before > 0 && options_.report) {
      options_.report("the database was upgraded from version " + std::to_string(before) + " to " +
                      std::to_string(sqlite::schema_version()) +
                      ": the program of before no longer opens it, only a backup made before");
    }
    return Done{};
  }

  Error refuse(Error error, std::string_view why) {
    say(why);
    return error;
  }

  void say(std::string_view why) {
    said_why_ = true;
    if (options_.report) options_.report(why);
  }

  const SqliteOptions& options_;
  const DatabaseFile file_;
  bool said_why_ = false;
};

}  // namespace

Result<std::unique_ptr<Store>> open_sqlite_store(const SqliteOptions& options, Create create) {
  return StoreOpener(options).open(create);
}

}  // namespace undersigned::store
