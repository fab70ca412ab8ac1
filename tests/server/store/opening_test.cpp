#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <future>

#include "server/store/sqlite/migrations.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

mode_t mode_of(const std::string& path) {
  struct stat info {};
  REQUIRE(stat(path.c_str(), &info) == 0);
  return info.st_mode & 0777U;
}

// Opens the store and records the messages for the operator.
struct Opened {
  Result<std::unique_ptr<Store>> store;
  std::string report;
};

Opened open_with_report(const std::string& folder, Create create, const FolderLock* lock = nullptr) {
  std::string report;
  SqliteOptions options;
  options.folder = folder;
  options.lock = lock;
  options.report = [&report](std::string_view line) { report += line; };
  Result<std::unique_ptr<Store>> store = open_sqlite_store(options, create);
  return {std::move(store), report};
}

TEST_CASE("folder and files are the owner's alone, whatever the umask says") {
  const mode_t before = umask(0);
  {
    const Fixture fixture;
    REQUIRE(sign(*fixture.store, a_signature(1)).ok());
    CHECK(mode_of(fixture.folder) == 0700);
    for (const char* name : {"/undersigned.db", "/undersigned.db-wal", "/undersigned.db-shm"}) {
      CHECK(mode_of(fixture.folder + name) == 0600);
    }
  }
  umask(before);
}

TEST_CASE("a database that others may read is narrowed when it is opened") {
  Fixture fixture;
  fixture.store.reset();
  std::filesystem::permissions(fixture.folder, std::filesystem::perms(0755));
  std::filesystem::permissions(fixture.folder + "/undersigned.db", std::filesystem::perms(0644));
  fixture.reopen();
  CHECK(mode_of(fixture.folder) == 0700);
  CHECK(mode_of(fixture.folder + "/undersigned.db") == 0600);
}

TEST_CASE("a folder of other files that others may enter is not taken over") {
  undersigned::testing::TemporaryFolder temporary;
  const std::string folder = temporary.file("site");
  std::filesystem::create_directory(folder);
  std::filesystem::create_directory(folder + "/public_html");
  std::filesystem::permissions(folder, std::filesystem::perms(0755));
  const Opened opened = open_with_report(folder, Create::Yes);
  CHECK(opened.store.error().code == ErrorCode::Forbidden);
  CHECK_FALSE(opened.report.empty());
  CHECK(mode_of(folder) == 0755);
}

TEST_CASE("without leave to create there must be a database") {
  undersigned::testing::TemporaryFolder temporary;
  CHECK(open_with_report(temporary.path(), Create::No).store.error().code == ErrorCode::NotFound);
  CHECK(open_with_report(temporary.file("mistyped"), Create::No).store.error().code == ErrorCode::NotFound);
  CHECK(std::filesystem::is_empty(temporary.path()));
  CHECK(open_with_report(temporary.file("no/parent"), Create::Yes).store.error().code == ErrorCode::NotFound);
}

TEST_CASE("a database of a newer program is refused, and the operator is told what to do") {
  Fixture fixture;
  fixture.store.reset();
  {
    SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READWRITE);
    database.exec("PRAGMA user_version = 99");
  }
  const Opened opened = open_with_report(fixture.folder, Create::Yes);
  REQUIRE_FALSE(opened.store.ok());
  CHECK(opened.store.error().code == ErrorCode::StorageFailed);
  CHECK(opened.report.find("version 99") != std::string::npos);
  CHECK(opened.report.find("newer program") != std::string::npos);
}

TEST_CASE("another program's database and a file that is none are refused and left alone") {
  undersigned::testing::TemporaryFolder temporary;
  const std::string file = temporary.file("undersigned.db");
  SUBCASE("another program's") {
    SQLite::Database database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE recipe (id INTEGER PRIMARY KEY)");
  }
  SUBCASE("no database") {
    FILE* text = std::fopen(file.c_str(), "w");
    REQUIRE(text != nullptr);
    for (int line = 0; line < 200; ++line) std::fputs("Dear diary, today I signed a petition.\n", text);
    std::fclose(text);
  }
  const auto size = std::filesystem::file_size(file);
  const Opened opened = open_with_report(temporary.path(), Create::Yes);
  CHECK(opened.store.error().code == ErrorCode::StorageFailed);
  CHECK_FALSE(opened.report.empty());
  CHECK(std::filesystem::file_size(file) == size);
}

TEST_CASE("only one holds the folder, until the lock is let go") {
  undersigned::testing::TemporaryFolder temporary;
  std::optional<FolderLock> held;
  {
    Result<FolderLock> first = lock_folder(temporary.path());
    REQUIRE(first.ok());
    held.emplace(std::move(first).value());
  }
  CHECK(lock_folder(temporary.path()).error().code == ErrorCode::Busy);
  held.reset();
  CHECK(lock_folder(temporary.path()).ok());
  CHECK(mode_of(temporary.file("lock")) == 0600);
}

TEST_CASE("a database is brought up to date only under the folder's lock, others then open it beside the holder") {
  undersigned::testing::TemporaryFolder temporary;
  const Result<FolderLock> lock = lock_folder(temporary.path());
  REQUIRE(lock.ok());
  CHECK(open_with_report(temporary.path(), Create::Yes).store.error().code == ErrorCode::Busy);
  CHECK(open_with_report(temporary.path(), Create::Yes, &lock.value()).store.ok());
  CHECK(open_with_report(temporary.path(), Create::No).store.ok());
}

TEST_CASE("an older database keeps its rows through every later step, and a step that fails leaves it as it was") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const std::span<const char* const> released = sqlite::migration_steps();
  std::vector<const char*> steps(released.begin(), released.end());
  steps.push_back("ALTER TABLE signature ADD COLUMN region TEXT NOT NULL DEFAULT ''");
  steps.push_back("CREATE TABLE half (id INTEGER PRIMARY KEY); INSERT INTO no_such_table VALUES (1)");

  SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READWRITE);
  CHECK(sqlite::schema_state(database, released) == sqlite::SchemaState::Current);
  CHECK(sqlite::schema_state(database, steps) == sqlite::SchemaState::Older);
  CHECK_THROWS_AS(sqlite::migrate(database, steps), SQLite::Exception);
  CHECK(sqlite::read_schema_version(database) == static_cast<std::int64_t>(released.size() + 1));
  CHECK_FALSE(database.tableExists("half"));
  CHECK(database.execAndGet("SELECT count(*) FROM signature WHERE region = ''").getInt64() == 1);
  CHECK(sqlite::schema_state(database, released) == sqlite::SchemaState::Newer);
}

TEST_CASE("a database of version 1 keeps its signatures, counts their sources, and its pending ones can be confirmed") {
  undersigned::testing::TemporaryFolder temporary;
  {
    SQLite::Database database(temporary.file("undersigned.db"), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    sqlite::migrate(database, sqlite::migration_steps().first(1));
    database.exec(
        "INSERT INTO campaign VALUES (1, 'free-dontae-sharpe', 'v', '{}');"
        "INSERT INTO signature VALUES"
        " (1, 1, 1, 1700049600000, '', 'US', 0, 0, x'01000000000000000000000000000000', 'public-id-1', 'key-1', 'v',"
        "  'en', '', '', 'email', '', ''),"
        " (2, 1, 0, 1700049600000, '', 'US', 0, 0, x'02000000000000000000000000000000', 'public-id-2', 'key-2', 'v',"
        "  'en', '', '', 'email', '', '');"
        "INSERT INTO person VALUES (1, 'Ana', '', '', 'ana@example.org', '', '', ''),"
        " (2, 'Bo', '', '', 'bo@example.org', '', '', '');"
        "INSERT INTO counter VALUES (1, 0, 0, 1), (1, 0, 1, 1), (1, 1, 472236, 1), (1, 2, '', 1), (1, 3, 'US', 1);");
  }
  const std::unique_ptr<Store> store = open_store(temporary.path());
  CHECK(counts_are_right(*store));
  CHECK(store->confirmed_by_source(kSlug)->at(0).source == "email");
  CHECK(store->confirmed_by_source(kSlug)->at(0).confirmed == 1);
  CHECK(all_rows(*store).size() == 2);
  CHECK(sign(*store, a_signature(1))->outcome == SignOutcome::AlreadyThere);
  CHECK(confirm(*store, code_of(2, 0)).error().code == ErrorCode::WrongCode);
  NewSignature bo = a_pending(2);
  bo.idempotency_key = "key-2";
  std::promise<void> asked;
  store->send_again({kSlug, bo.dedupe_key, bo.idempotency_key, bo.mailbox, kNoonMs},
                    [&](const Result<Signed>& /*result*/) { asked.set_value(); });
  asked.get_future().wait();
  CHECK(take_mails(*store).at(0).email == "bo@example.org");
  CHECK(confirm(*store, code_of(bo, 1))->counts.confirmed == 2);
  CHECK(counts_are_right(*store));
}

TEST_CASE("the database keeps its promises: synchronous log, foreign keys, one text, no personal data but in person") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY);
  CHECK(database.execAndGet("PRAGMA journal_mode").getString() == "wal");
  CHECK(database.execAndGet("PRAGMA integrity_check").getString() == "ok");
  CHECK(database.execAndGet("SELECT count(*) FROM consent WHERE purpose = 'updates'").getInt64() == 1);
  CHECK(database.execAndGet("SELECT count(*) FROM agreed_text").getInt64() == 1);
  SQLite::Statement row(database, "SELECT * FROM signature");
  REQUIRE(row.executeStep());
  for (int column = 0; column < row.getColumnCount(); ++column) {
    const std::string text = row.getColumn(column).getString();
    for (const char* personal : {"Ana", "@example.org", "27858", "brother"}) {
      CHECK(text.find(personal) == std::string::npos);
    }
  }
}

}  // namespace
}  // namespace undersigned::store::testing
