#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <thread>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/store/data_folder.h"
#include "server/store/sqlite/migrations.h"
#include "server/store/sqlite/open.h"
#include "tests/server/app/fixture.h"
#include "tests/server/everywhere.h"
#include "tests/server/ops/backed_up.h"
#include "tests/server/ops/run_command.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// All files of a folder with their contents, to check that nothing has changed.
std::map<std::string, std::string> contents_of(const std::string& folder) {
  std::map<std::string, std::string> contents;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    contents[entry.path().filename().string()] = bytes_of(entry.path().string());
  }
  contents.erase("lock");
  return contents;
}

std::uint64_t confirmed_in(const std::string& folder) {
  const auto store = open_folder(folder);
  CHECK(store->recount()->empty());
  return store->counts()->at("open").confirmed;
}

}  // namespace

TEST_CASE("a backup is checked, and says where the secret is that it does without") {
  const BackedUp made;
  CHECK(made.said.code == app::kExitOk);
  CHECK(contains(made.said.out, "verified the copy: 3 signatures"));
  CHECK(contains(made.said.out, "\"secret\" of " + made.app.options().data));
  CHECK(contains(made.said.out, "its mark is "));
  CHECK(made.said.err.empty());
  CHECK_FALSE(contains(bytes_of(made.backup.file), bytes_of(made.app.options().data + "/secret").substr(0, 64)));
}

TEST_CASE("a backup of wrong counters is made, and says so") {
  BackedUp made;
  {
    SQLite::Database database(made.app.options().data + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
    database.exec("UPDATE counter SET signatures = signatures + 5 WHERE series = 0 AND bucket = 1");
  }
  made.backup.file = made.temporary.file("second.db");
  const CommandResult said = run(app::backup, made.backup);
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err, "Run `recount`"));
  made.elsewhere.file = made.backup.file;
  const CommandResult restored = run(app::restore, made.elsewhere);
  CHECK(restored.code == app::kExitOk);
  CHECK(contains(restored.out, "Repaired 1 counter."));
  CHECK(confirmed_in(made.elsewhere.data) == 3);
}

TEST_CASE("a restored server knows everybody who has signed, and counts nobody twice") {
  BackedUp made;
  const CommandResult said = run(app::restore, made.elsewhere);
  CHECK_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(contains(said.out, "The backup is intact: 3 signatures."));
  CHECK(contains(said.out, "The secret matches the backup."));
  struct stat info {};
  REQUIRE(stat((made.elsewhere.data + "/undersigned.db").c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600);

  made.elsewhere.port = 0;
  auto started = app::Service::start(made.elsewhere);
  REQUIRE(started.ok());
  const app::Service& service = *started.value();
  http::Client client(service.port());
  const std::string body = made.app.form("Ana+Gil", "ana1@example.org");
  client.send("POST /v1/campaigns/open/signatures HTTP/1.1\r\nHost: localhost:" + std::to_string(service.port()) +
              "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
              "\r\n\r\n" + body);
  CHECK(client.read_answer("POST").status == 200);
  CHECK(json_of(http::Client(service.port()).get("/v1/campaigns/open/count")).value("confirmed", 0) == 3);
}

TEST_CASE("a backup made while people sign has everybody who was answered before it began") {
  BackedUp made(20);
  std::atomic<bool> done = false;
  std::thread signing([&] {
    for (int signer = 100; !done; ++signer) CHECK(BackedUp::sign(made.app, signer) == 200);
  });
  made.backup.file = made.temporary.file("busy.db");
  const CommandResult said = run(app::backup, made.backup);
  done = true;
  signing.join();
  REQUIRE(said.code == app::kExitOk);
  made.elsewhere.file = made.backup.file;
  REQUIRE(run(app::restore, made.elsewhere).code == app::kExitOk);
  CHECK(confirmed_in(made.elsewhere.data) >= 20);
  CHECK(confirmed_in(made.elsewhere.data) <= made.app.confirmed());
}

TEST_CASE("a restoration waits for no server: while one runs on the folder it is refused") {
  BackedUp made;
  made.elsewhere.data = made.app.options().data;
  const CommandResult said = run(app::restore, made.elsewhere);
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err, "stop it first"));
  CHECK(BackedUp::sign(made.app, 9) == 200);
  CHECK(made.app.confirmed() == 4);
}

TEST_CASE("a restoration keeps the database of before, which can be restored in its turn") {
  BackedUp made;
  CHECK(BackedUp::sign(made.app, 9) == 200);
  made.app.stop();
  app::Options here = made.elsewhere;
  here.data = made.app.options().data;
  const CommandResult said = run(app::restore, here);
  REQUIRE_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(confirmed_in(here.data) == 3);
  here.file = between(said.out, "is kept as ", ".\n");
  REQUIRE(std::filesystem::exists(here.file));
  const std::string before = here.file;
  for (int again = 0; again < 3; ++again) {  // usually within one second
    const CommandResult said_again = run(app::restore, here);
    CHECK_MESSAGE(said_again.code == app::kExitOk, said_again.err);
    CHECK_FALSE(contains(said_again.out, "is kept as " + before + "."));
  }
  CHECK(confirmed_in(here.data) == 4);
}

TEST_CASE("a database that another command has open is not replaced") {
  BackedUp made;
  made.app.stop();
  app::Options here = made.elsewhere;
  here.data = made.app.options().data;
  {
    const auto open = open_folder(here.data);
    REQUIRE(open->counts().ok());
    const CommandResult said = run(app::restore, here);
    CHECK(said.code == app::kExitFailed);
    CHECK(contains(said.err, "another command is using the database"));
  }
  CHECK(run(app::restore, here).code == app::kExitOk);
}

TEST_CASE("what is no whole backup of ours is refused, and nothing is changed") {
  BackedUp made;
  REQUIRE(run(app::restore, made.elsewhere).code == app::kExitOk);
  const auto before = contents_of(made.elsewhere.data);
  const std::string whole = bytes_of(made.backup.file);
  REQUIRE(whole.size() > 40'000);
  const std::string wrong = made.temporary.file("wrong.db");
  std::string bytes;
  std::string words;
  SUBCASE("nothing at all") {
    words = "not a backup";
  }
  SUBCASE("a text") {
    for (int line = 0; line < 200; ++line) bytes += "Dear diary, today I signed a petition.\n";
    words = "not a backup";
  }
  SUBCASE("half of one") {
    bytes = whole.substr(0, whole.size() / 2);
    words = "wrong.db is ";
  }
  SUBCASE("one with a page overwritten") {
    bytes = whole;
    bytes.replace(bytes.size() / 2, 6'000, std::string(6'000, '\x55'));
    words = "wrong.db is ";
  }
  SUBCASE("one without its beginning") {
    bytes = std::string(4'096, '\0') + whole.substr(4'096);
    words = "not a backup";
  }
  std::ofstream(wrong, std::ios::binary) << bytes;
  made.elsewhere.file = wrong;
  const CommandResult said = run(app::restore, made.elsewhere);
  CHECK(said.code == app::kExitFailed);
  CHECK_MESSAGE(contains(said.err, words), said.err);
  CHECK(contains(said.err, "Nothing was changed.\n"));
  CHECK(contents_of(made.elsewhere.data) == before);
}

TEST_CASE("another program's database, and one of a newer program, are refused by name") {
  BackedUp made;
  const std::string other = made.temporary.file("other.db");
  made.elsewhere.file = other;
  {
    SQLite::Database database(other, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("CREATE TABLE recipe (id INTEGER PRIMARY KEY)");
  }
  CHECK(contains(run(app::restore, made.elsewhere).err, "another program's database"));
  std::filesystem::copy_file(made.backup.file, other, std::filesystem::copy_options::overwrite_existing);
  {
    SQLite::Database database(other, SQLite::OPEN_READWRITE);
    database.exec("PRAGMA user_version = 1000");
  }
  CHECK(contains(run(app::restore, made.elsewhere).err, "is of version 1000"));
  CHECK_FALSE(std::filesystem::exists(made.elsewhere.data + "/undersigned.db"));
}

TEST_CASE("a database in use is no backup") {
  BackedUp made;
  made.elsewhere.file = made.app.options().data + "/undersigned.db";
  REQUIRE(std::filesystem::file_size(made.elsewhere.file + "-wal") > 0);
  const CommandResult said = run(app::restore, made.elsewhere);
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err, "has a log beside it"));
}

TEST_CASE("a backup without its secret is refused, and says which secret it wants") {
  BackedUp made;
  const std::string mark = between(made.said.out, "its mark is ", ")");
  std::filesystem::remove(made.elsewhere.data + "/secret");
  CommandResult said = run(app::restore, made.elsewhere);
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err, "\"secret\" is missing"));
  CHECK(contains(said.err, "the one with the mark " + mark));
  CHECK_FALSE(std::filesystem::exists(made.elsewhere.data + "/secret"));

  std::ofstream(made.elsewhere.data + "/secret") << std::string(64, 'a') << '\n';
  std::filesystem::permissions(made.elsewhere.data + "/secret", std::filesystem::perms(0600));
  said = run(app::restore, made.elsewhere);
  CHECK(said.code == app::kExitFailed);
  CHECK(contains(said.err, "is not the one that this backup was written with"));
  CHECK_FALSE(std::filesystem::exists(made.elsewhere.data + "/undersigned.db"));
}

TEST_CASE("a lost secret is replaced where the operator says so, and served from then on") {
  BackedUp made;
  std::filesystem::remove(made.elsewhere.data + "/secret");
  made.elsewhere.secret_needed = app::SecretNeeded::No;
  const CommandResult said = run(app::restore, made.elsewhere);
  CHECK_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(contains(said.out, "earlier signers are not recognized"));
  made.elsewhere.port = 0;
  auto started = app::Service::start(made.elsewhere);
  CHECK(started.ok());
}

TEST_CASE("a server refuses a secret that is not its database's") {
  App app;
  REQUIRE(BackedUp::sign(app, 1) == 200);
  app.stop();
  std::ofstream(app.options().data + "/secret") << std::string(64, 'b') << '\n';
  auto started = app::Service::start(app.options());
  REQUIRE_FALSE(started.ok());
  CHECK(contains(started.error().words, "is not the one that the database"));
  CHECK_FALSE(contains(started.error().words, "bbbb"));
}

TEST_CASE("a backup of every older version is brought up to date") {
  const TemporaryFolder temporary;
  const auto steps = store::sqlite::migration_steps();
  for (std::size_t version = 1; version < steps.size(); ++version) {
    CAPTURE(version);
    app::Options options;
    options.data = temporary.file("data" + std::to_string(version));
    options.file = temporary.file("version" + std::to_string(version) + ".db");
    {
      SQLite::Database database(options.file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
      store::sqlite::migrate(database, steps.first(version));
      database.exec(
          "INSERT INTO campaign VALUES (1, 'open', 'v', '{}');"
          "INSERT INTO signature (id, campaign_id, status, time_ms, partner, country, kind, visibility, dedupe_key,"
          " public_id, idempotency_key, text_version, locale, origin, page, utm_source, utm_medium, utm_campaign)"
          " VALUES (1, 1, 1, 1700049600000, '', 'US', 0, 0,"
          " x'01000000000000000000000000000000', 'public-id-1', 'key-1', 'v', 'en', '', '', 'email', '', '');"
          "INSERT INTO person VALUES (1, 'Ana', '', '', 'ana@example.org', '', '', '');");
    }
    const std::string before = bytes_of(options.file);
    CHECK(contains(run(app::restore, options).err, "\"secret\" is missing"));
    std::ofstream(options.data + "/secret") << std::string(64, 'c') << '\n';
    std::filesystem::permissions(options.data + "/secret", std::filesystem::perms(0600));
    const CommandResult said = run(app::restore, options);
    CHECK_MESSAGE(said.code == app::kExitOk, said.err);
    CHECK(contains(said.out, "It was of version " + std::to_string(version) + " and has been upgraded."));
    CHECK(contains(said.out, "does not record its secret"));
    CHECK(confirmed_in(options.data) == 1);
    CHECK(bytes_of(options.file) == before);
  }
}

TEST_CASE("what was erased, withdrawn or taken down since a backup stays so when it is restored") {
  const BackupWithLaterChanges gone;
  gone.erase_first_withdraw_second_rule_out_third();
  const CommandResult said = run(app::restore, gone.here);
  REQUIRE_MESSAGE(said.code == app::kExitOk, said.err);
  CHECK(contains(said.out,
                 "1 erased, 1 withdrawn, 1 rejected, 1 comment hidden, 0 names shown less, 0 consents withdrawn."));
  const auto records = records_in(gone.here.data);
  REQUIRE(records.size() == 5);
  CHECK(records[0].erased);
  CHECK(records[0].status == store::SignatureStatus::Confirmed);
  CHECK(records[1].status == store::SignatureStatus::Withdrawn);
  CHECK(records[2].status == store::SignatureStatus::Invalid);
  CHECK(records[3].comment_state == store::CommentState::Hidden);
  CHECK_FALSE(records[4].erased);
  CHECK(confirmed_in(gone.here.data) == 3);
  // The list is in the restored database too, for the next time.
  const CommandResult again = run(app::restore, gone.here);
  CHECK(contains(again.out,
                 "1 erased, 1 withdrawn, 1 rejected, 1 comment hidden, 0 names shown less, 0 consents withdrawn."));
  CHECK(records_in(gone.here.data).at(0).erased);
}

TEST_CASE("what was undone since a backup is not done again") {
  const BackupWithLaterChanges gone;
  {
    const auto store = open_folder(gone.here.data);
    const store::SignatureKey key = store->signature_records("open", 0, 1)->at(0).key;
    REQUIRE(store->set_status(key, store::SignatureStatus::Invalid).ok());
    REQUIRE(store->set_status(key, store::SignatureStatus::Confirmed).ok());
    REQUIRE(store->set_comment(key, store::CommentState::Hidden).ok());
    REQUIRE(store->set_comment(key, store::CommentState::Shown).ok());
  }
  CHECK(contains(run(app::restore, gone.here).out,
                 "0 erased, 0 withdrawn, 0 rejected, 0 comments hidden, 0 names shown less"));
  CHECK(confirmed_in(gone.here.data) == 5);
}

TEST_CASE("requests that the clock erased since a backup do not come back") {
  BackupWithLaterChanges gone;
  const std::string file = gone.here.data + "/undersigned.db";
  SQLite::Database(gone.made.backup.file, SQLite::OPEN_READWRITE)
      .exec("UPDATE signature SET status = 0, time_ms = 1000; UPDATE counter SET bucket = 0 WHERE series = 0");
  SQLite::Database(file, SQLite::OPEN_READWRITE, 5'000).exec("UPDATE signature SET status = 0, time_ms = 1000");
  gone.here.erase = app::Erase::Yes;
  REQUIRE(run(app::retention, gone.here).code == app::kExitOk);
  REQUIRE(records_in(gone.here.data).empty());
  REQUIRE(run(app::restore, gone.here).code == app::kExitOk);
  CHECK(records_in(gone.here.data).empty());
}

TEST_CASE("restoring says where nobody can tell what was erased since") {
  BackedUp made;
  SUBCASE("there was no database") {
    CHECK(contains(run(app::restore, made.elsewhere).out, "There was no database here that records who withdrew"));
  }
  SUBCASE("it cannot be read") {
    std::ofstream(made.elsewhere.data + "/undersigned.db") << std::string(10'000, 'x');
    CHECK(contains(run(app::restore, made.elsewhere).out, "The replaced database does not show who withdrew"));
  }
}

TEST_CASE("the list is read out of a database that is damaged elsewhere") {
  const BackupWithLaterChanges gone;
  gone.erase_first_withdraw_second_rule_out_third();
  {
    const std::string path = gone.here.data + "/undersigned.db";
    SQLite::Database file(path, SQLite::OPEN_READWRITE, 5'000);
    file.exec("PRAGMA journal_mode = DELETE");
    const std::int64_t page = file.execAndGet("SELECT rootpage FROM sqlite_schema WHERE name = 'person'").getInt64();
    std::fstream bytes(path, std::ios::binary | std::ios::in | std::ios::out);
    bytes.seekp((page - 1) * 4'096);
    bytes << std::string(4'096, '\x55');
  }
  CHECK(contains(run(app::restore, gone.here).out, "1 erased, 1 withdrawn"));
  CHECK(records_in(gone.here.data).at(0).erased);
}
