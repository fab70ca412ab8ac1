// Accounts and the audit log after a restore: nobody comes back who was removed, and no session or link goes on.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/crypto/encoding.h"
#include "tests/server/app/organizers.h"
#include "tests/server/everywhere.h"
#include "tests/server/ops/backed_up.h"
#include "tests/server/ops/killed.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr const char* kSignInAgain = "everybody has to sign in again, and links to choose a password no longer work";
constexpr const char* kPeopleBack = "People who were removed since may be back";

// A server with the owners alice and bob and a viewer cleo with a link, who are signed in, and a backup of it. Since
// then, bob was removed, alice has another password and two-step sign-in, cleo is an organizer, and all is stopped.
struct AccountsFixture {
  AccountsFixture() {
    bob = new_session(app, "bob", store::Role::Owner);
    add_user(app, "alice", store::Role::Owner);
    add_user(app, "cleo", store::Role::Viewer);
    session_of(app, "alice");
    const std::int64_t cleo = (*open_store(app)->user_by_name("cleo"))->id;
    REQUIRE(open_store(app)->set_password_link(cleo, store::TokenHash{7}, 4'000'000'000'000).ok());
    REQUIRE(open_store(app)->set_setup_token(store::TokenHash{8}, 4'000'000'000'000).ok());
    here = app.options();
    here.file = temporary.file("backup.db");
    REQUIRE(run(app::backup, here).code == app::kExitOk);
    change();
    app.stop();
  }

  void change() const {
    app::Options named = here;
    named.username = "bob";
    REQUIRE(run(app::remove_user, named).code == app::kExitOk);
    named.username = "cleo";
    named.role = store::Role::Organizer;
    REQUIRE(run(app::set_user_role, named).code == app::kExitOk);
    const auto store = open_store(app);
    const std::int64_t alice = (*store->user_by_name("alice"))->id;
    REQUIRE(store->set_password(alice, "another-hash").ok());
    REQUIRE(store->set_two_step(alice, "sealed", 70, {store::TokenHash{1}, store::TokenHash{2}}).ok());
    REQUIRE(store->take_two_step(alice, 71).ok());
    REQUIRE(store->take_recovery_code(alice, store::TokenHash{1}).ok());
  }

  [[nodiscard]] CommandResult restore() const { return run(app::restore, here); }
  [[nodiscard]] std::string path() const { return here.data + "/undersigned.db"; }

  // What is stored, in one line.
  [[nodiscard]] static std::string ask(const std::string& file, const std::string& sql) {
    SQLite::Database database(file, SQLite::OPEN_READWRITE, 5'000);
    return database.execAndGet("SELECT coalesce(group_concat(line, ', '), '') FROM (" + sql + ")").getString();
  }
  [[nodiscard]] std::string accounts() const {
    return ask(path(), "SELECT username || ' ' || role AS line FROM user ORDER BY username");
  }
  [[nodiscard]] std::string open_doors() const {
    return ask(path(),
               "SELECT 'session' AS line FROM session UNION ALL SELECT 'link' FROM password_link"
               " UNION ALL SELECT 'setup' FROM setup_token");
  }
  [[nodiscard]] std::string log() const { return ask(path(), "SELECT action AS line FROM audit ORDER BY id"); }
  [[nodiscard]] std::string backup_log() const {
    return ask(here.file, "SELECT action AS line FROM audit ORDER BY id");
  }

  void require_backups_accounts() const {
    CHECK(accounts() == "alice 0, bob 0, cleo 2");
    CHECK(open_doors().empty());
    CHECK(log() == backup_log() + ", restored");
    CHECK(run(app::audit, here).code == app::kExitOk);
  }

  TemporaryFolder temporary;
  App app;
  app::Options here;
  Session bob;
};

const std::string kSince = ", user_removed, role_changed";

}  // namespace

TEST_CASE("a restore brings back nobody who was removed since, no password, role, session or link") {
  const AccountsFixture fixture;
  app::Options expecting = fixture.here;
  expecting.expected_chain = open_folder(fixture.here.data)->audit(std::nullopt, 1)->front().chain;
  const CommandResult said = fixture.restore();
  REQUIRE_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(contains(said.out, std::string("2 accounts and 2 audit entries are those of the replaced database; ") +
                               kSignInAgain + ".\n"));
  CHECK_FALSE(contains(said.out, kPeopleBack));
  CHECK(fixture.accounts() == "alice 0, cleo 1");
  CHECK(fixture.open_doors().empty());
  {
    const auto store = open_folder(fixture.here.data);
    const store::User alice = **store->user_by_name("alice");
    CHECK(alice.password_hash == "another-hash");
    CHECK(alice.two_step_key == "sealed");
    CHECK(alice.two_step_taken == 71);
    CHECK(*store->recovery_codes(alice.id) == 1);
  }
  CHECK(fixture.log() == fixture.backup_log() + kSince + ", restored");
  CHECK(run(app::audit, expecting).code == app::kExitOk);
  CHECK(contains(run(app::doctor, fixture.here).out, "database: intact"));
}

TEST_CASE("who restores twice keeps what is there, and the entries of both") {
  const AccountsFixture fixture;
  REQUIRE(fixture.restore().code == app::kExitOk);
  CHECK(contains(fixture.restore().out, "2 accounts and 3 audit entries are those of the replaced database"));
  CHECK(fixture.accounts() == "alice 0, cleo 1");
  CHECK(fixture.log() == fixture.backup_log() + kSince + ", restored, restored");
  CHECK(run(app::audit, fixture.here).code == app::kExitOk);
}

TEST_CASE(
    "without a database, or with one that cannot be read, the accounts are the backup's, without their sessions") {
  const AccountsFixture fixture;
  std::string words;
  SUBCASE("an empty folder") {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(fixture.path() + suffix);
    words = "There was no database here that has accounts.";
  }
  SUBCASE("no database") {
    std::ofstream(fixture.path()) << std::string(10'000, 'x');
    words = "The accounts of the replaced database cannot be read.";
  }
  SUBCASE("damaged where the accounts are") {
    SQLite::Database file(fixture.path(), SQLite::OPEN_READWRITE, 5'000);
    file.exec("PRAGMA journal_mode = DELETE");
    const std::int64_t page = file.execAndGet("SELECT rootpage FROM sqlite_schema WHERE name = 'user'").getInt64();
    std::fstream bytes(fixture.path(), std::ios::binary | std::ios::in | std::ios::out);
    bytes.seekp((page - 1) * 4'096);
    bytes << std::string(4'096, '\x55');
    words = "The accounts of the replaced database cannot be read.";
  }
  const CommandResult said = fixture.restore();
  REQUIRE_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(contains(said.out, words + " Accounts are as they were at the time of the backup; " + kSignInAgain));
  CHECK(contains(said.out, kPeopleBack));
  CHECK(contains(said.out, "Audit entries since then are missing. Look at `user list`, and use `user remove`"));
  fixture.require_backups_accounts();
}

TEST_CASE("accounts are not taken from a database whose audit log somebody changed") {
  const AccountsFixture fixture;
  std::string change;
  SUBCASE("an entry altered") {
    change = "UPDATE audit SET subject = 'cleo owner' WHERE id = (SELECT max(id) FROM audit)";
  }
  SUBCASE("cut off, with its number") {
    change =
        "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit);"
        "UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'audit';"
        "UPDATE audit_end SET entries = entries - 1";
  }
  SUBCASE("an entry added") {
    change =
        "INSERT INTO audit SELECT id + 1, time_ms, actor, action, subject, chain FROM audit WHERE action = "
        "'role_changed'";
  }
  SQLite::Database(fixture.path(), SQLite::OPEN_READWRITE, 5'000)
      .exec("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_cut;" + change);
  const CommandResult said = fixture.restore();
  REQUIRE_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(contains(said.out, "The audit log of the replaced database was changed outside the server: entry "));
  CHECK(contains(said.out, kPeopleBack));
  fixture.require_backups_accounts();
}

TEST_CASE("a backup of another server comes with its own accounts") {
  const AccountsFixture fixture;
  const AccountsFixture other;
  std::filesystem::copy_file(other.here.data + "/secret", fixture.here.data + "/secret",
                             std::filesystem::copy_options::overwrite_existing);
  app::Options options = fixture.here;
  options.file = other.here.file;
  const CommandResult said = run(app::restore, options);
  REQUIRE_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(contains(said.out, "it is of another server"));
  fixture.require_backups_accounts();
}

TEST_CASE("a backup that is newer than what it replaces keeps its accounts, and nobody comes back from before") {
  const AccountsFixture fixture;
  const std::string older = fixture.here.file;
  app::Options newer = fixture.here;
  newer.file = fixture.temporary.file("newer.db");
  REQUIRE(run(app::backup, newer).code == app::kExitOk);
  for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(fixture.path() + suffix);
  std::filesystem::copy_file(older, fixture.path(), std::filesystem::copy_options::overwrite_existing);
  const CommandResult said = run(app::restore, newer);
  REQUIRE_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(contains(said.out, "those of the backup, which is newer than the replaced database"));
  CHECK_FALSE(contains(said.out, kPeopleBack));
  CHECK(fixture.accounts() == "alice 0, cleo 1");
  CHECK(fixture.log() == fixture.backup_log() + kSince + ", restored");
}

TEST_CASE("of two logs that went apart the one that is here stays, and it is said what only the backup has") {
  const AccountsFixture fixture;
  app::Options first = fixture.here;
  app::Options second = fixture.here;
  second.file = fixture.temporary.file("second.db");
  REQUIRE(run(app::backup, second).code == app::kExitOk);
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(fixture.path() + suffix);
  REQUIRE(run(app::restore, first).code == app::kExitOk);
  const CommandResult said = run(app::restore, second);
  REQUIRE_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(contains(said.out, "3 accounts and 1 audit entry are those of the replaced database"));
  CHECK(contains(said.out, "The backup has another audit log: 2 entries of it can be found only in the backup."));
  CHECK(fixture.log() == fixture.backup_log() + ", restored, restored");
  CHECK(run(app::audit, fixture.here).code == app::kExitOk);
  CHECK(contains(run(app::doctor, fixture.here).out, "database: intact"));
}

TEST_CASE("accounts are taken from a database of an older version, too") {
  const AccountsFixture fixture;
  SQLite::Database(fixture.path(), SQLite::OPEN_READWRITE, 5'000).exec("DROP TABLE audit_end; PRAGMA user_version = 3");
  CHECK(contains(fixture.restore().out, "2 accounts and 2 audit entries are those of the replaced database"));
  CHECK(fixture.accounts() == "alice 0, cleo 1");
  CHECK(run(app::audit, fixture.here).code == app::kExitOk);
}

TEST_CASE("with a new secret the accounts stay as they are, and it is said what no longer works") {
  const AccountsFixture fixture;
  std::filesystem::remove(fixture.here.data + "/secret");
  app::Options options = fixture.here;
  options.secret_needed = app::SecretNeeded::No;
  const CommandResult said = run(app::restore, options);
  REQUIRE_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(contains(said.out, "2 accounts and 2 audit entries are those of the replaced database"));
  CHECK(contains(said.out, "use `user two-step-off`"));
  CHECK(fixture.accounts() == "alice 0, cleo 1");
  CHECK(fixture.log() == fixture.backup_log() + kSince + ", restored");
}

TEST_CASE("killed at any change that it makes, a restore has done nothing, or all of it") {
  const AccountsFixture fixture;
  const std::string whole = fixture.temporary.file("whole");
  std::filesystem::copy(fixture.here.data, whole, std::filesystem::copy_options::recursive);
  int before = 0;
  int after = 0;
  bool killed = true;
  for (int nth = 1; killed; ++nth) {
    CAPTURE(nth);
    std::filesystem::remove_all(fixture.here.data);
    std::filesystem::copy(whole, fixture.here.data, std::filesystem::copy_options::recursive);
    killed = killed_at([&] { return fixture.restore().code; }, nth);
    const bool restored = contains(fixture.log(), "restored");
    CHECK(fixture.accounts() == "alice 0, cleo 1");
    CHECK(fixture.open_doors().empty() == restored);
    CHECK(fixture.log() == fixture.backup_log() + kSince + (restored ? ", restored" : ""));
    CHECK(run(app::audit, fixture.here).code == app::kExitOk);
    ++(restored ? after : before);
    if (nth % 10 != 0) continue;
    REQUIRE(fixture.restore().code == app::kExitOk);
    CHECK(fixture.accounts() == "alice 0, cleo 1");
    CHECK(fixture.open_doors().empty());
  }
  MESSAGE(before, " before, ", after, " after");
  CHECK(before > 20);
  CHECK(after > 1);
}
