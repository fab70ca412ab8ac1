// Databases of earlier versions (old/: dumps from the program of that time), opened by this version.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <iterator>
#include <string>

#include "server/store/inspection.h"
#include "server/store/sqlite/audit_seal.h"
#include "server/store/sqlite/migrations.h"
#include "shared/json/campaign_json.h"
#include "tests/server/store/fault_vfs.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

struct OldVersion {
  std::int64_t version;
  std::uint64_t signatures;
  Counts of_first;  // of kSlug
};

constexpr std::array<OldVersion, 4> kOldVersions{
    {{1, 6, {1, 2, 1, 0}}, {2, 8, {2, 3, 1, 0}}, {3, 11, {3, 4, 1, 1}}, {5, 11, {3, 4, 1, 1}}}};

std::string dump_of(std::int64_t version) {
  std::ifstream file(std::string(OLD_DATABASES) + "/schema_" + std::to_string(version) + ".sql");
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

// A folder with the database of that version.
struct OldFolder {
  explicit OldFolder(std::int64_t version) {
    SQLite::Database database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA journal_mode = WAL");
    database.exec(dump_of(version));
  }

  undersigned::testing::TemporaryFolder temporary;
  std::string file = temporary.file(kDatabaseFile);
};

std::string text(SQLite::Database& database, const char* sql) {
  return database.execAndGet(sql).getString();
}

// All contents from version 1, which must stay forever, as one text.
std::string content(const std::string& file) {
  SQLite::Database database(file, SQLite::OPEN_READONLY, 5'000);
  std::string all;
  for (const char* sql :
       {"SELECT group_concat(id || status || time_ms || partner || country || kind || visibility || hex(dedupe_key) ||"
        " public_id || idempotency_key || text_version || locale || origin || page || utm_source || utm_medium ||"
        " utm_campaign, '|') FROM (SELECT * FROM signature ORDER BY id)",
        "SELECT group_concat(signature_id || name || organization || role || email || postcode || phone || comment,"
        " '|') FROM (SELECT * FROM person ORDER BY signature_id)",
        "SELECT group_concat(signature_id || purpose || text_version || time_ms, '|') FROM (SELECT * FROM consent"
        " ORDER BY signature_id, purpose)",
        "SELECT group_concat(slug || text_version || document, '|') FROM campaign",
        "SELECT group_concat(campaign_id || text_version || document, '|') FROM agreed_text",
        "SELECT group_concat(slug || document, '|') FROM partner",
        "SELECT group_concat(username || password_hash || role, '|') FROM user"}) {
    all += text(database, sql) + '\n';
  }
  return all;
}

std::int64_t version_of(const std::string& file) {
  SQLite::Database database(file, SQLite::OPEN_READONLY, 5'000);
  return sqlite::read_schema_version(database);
}

bool is_whole(const std::string& file) {
  SQLite::Database database(file, SQLite::OPEN_READONLY, 5'000);
  SQLite::Statement dangling(database, "PRAGMA foreign_key_check");
  return text(database, "PRAGMA integrity_check") == "ok" && !dangling.executeStep();
}

TEST_CASE("a database of every earlier version is brought up to date with every signature, count and account in it") {
  for (const OldVersion& old : kOldVersions) {
    CAPTURE(old.version);
    const OldFolder folder(old.version);
    const std::string before = content(folder.file);
    CHECK(version_of(folder.file) == old.version);
    CHECK(inspect_database(folder.file, InspectionDepth::Quick).damage.empty());
    std::string report;
    const std::unique_ptr<Store> store =
        open_store(folder.temporary.path(), {}, [&report](std::string_view line) { report += line; });
    CHECK(report.find("from version " + std::to_string(old.version)) != std::string::npos);
    CHECK(version_of(folder.file) == sqlite::schema_version());
    CHECK(is_whole(folder.file));
    CHECK(inspect_database(folder.file, InspectionDepth::Deep).damage.empty());
    CHECK(inspect_database(folder.file, InspectionDepth::Deep).damaged_rows.empty());
    CHECK(content(folder.file) == before);

    const Counts counts = counts_of(*store);
    CHECK(counts.pending == old.of_first.pending);
    CHECK(counts.confirmed == old.of_first.confirmed);
    CHECK(counts.withdrawn == old.of_first.withdrawn);
    CHECK(counts.quarantined == old.of_first.quarantined);
    CHECK(counts_of(*store, "women-of-color").confirmed == 1);
    CHECK(counts_are_right(*store));
    CHECK(all_rows(*store).size() + all_rows(*store, "women-of-color").size() == old.signatures);
    CHECK(store->confirmed_by_source(kSlug)->size() == 2);
    CHECK(store->campaigns()->at(0).campaign.title == "Free Dontae Sharpe");
    CHECK(store->version(kSlug, 0)->head.number == 1);
    CHECK(store->version(kSlug, 0)->head.kind == VersionKind::Published);
    CHECK(parse_campaign(store->version(kSlug, 0)->document)->title == "Free Dontae Sharpe");
    CHECK(store->partners()->at(0).origins.at(0) == "https://tribune.example.org");
    CHECK((*store->user_by_name("ada"))->role == Role::Owner);
  }
}

// A link whose chains are all zeros, so that entries of another link can be made to fit.
AuditChain zeros(const AuditRow& /*row*/, const AuditChain& /*before*/) {
  return {};
}

TEST_CASE("the audit log of an earlier version is sealed while it is brought up to date, and only then") {
  for (const OldVersion& old : kOldVersions) {
    if (old.version >= sqlite::kSealedSince) continue;
    CAPTURE(old.version);
    const OldFolder folder(old.version);
    SQLite::Database database(folder.file, SQLite::OPEN_READWRITE, 5'000);
    if (old.version == 3) {
      database.exec(
          "INSERT INTO audit (time_ms, actor, action, subject, chain)"
          " VALUES (1, 'ada', 'sign_in', '', zeroblob(32)), (2, 'ada', 'sign_out', '', zeroblob(32))");
    }
    SqliteOptions options;
    options.folder = folder.temporary.path();
    options.audit_link = zeros;
    {
      const auto store = open_sqlite_store(options, Create::No);
      REQUIRE(store.ok());
      CHECK((*store)->verify_audit(zeros, {})->first_wrong == 0);
    }
    database.exec("UPDATE audit_end SET seal = x''");
    const auto store = open_sqlite_store(options, Create::No);
    REQUIRE(store.ok());
    CHECK((*store)->verify_audit(zeros, {})->first_wrong > 0);
  }
}

TEST_CASE("in a database brought up to date people sign, confirm, and find, withdraw and erase what they gave before") {
  for (const OldVersion& old : kOldVersions) {
    CAPTURE(old.version);
    const OldFolder folder(old.version);
    const std::unique_ptr<Store> store = open_store(folder.temporary.path());
    CHECK(sign(*store, a_signature(1))->outcome == SignOutcome::AlreadyThere);
    CHECK(sign(*store, a_signature(20))->counts.confirmed == old.of_first.confirmed + 1);
    const std::int64_t later = kNoonMs + 30LL * 24 * 60 * 60 * 1000;
    REQUIRE(send_again(*store, 5, later).ok());
    const std::vector<WaitingMail> mails = take_mails(*store, later);
    REQUIRE(!mails.empty());
    CHECK(mails.back().email == "ana5@example.org");
    Confirmation code = code_of(5, mails.back().issue.number);
    code.now_ms = later;
    CHECK(confirm(*store, code)->outcome == SignOutcome::Stored);

    const std::vector<SignatureRecord> own = own_of(*store, 4);
    REQUIRE(own.size() == 1);
    CHECK(own.at(0).signature.name == "O'Neil");
    CHECK(own.at(0).signature.country == "MX");
    CHECK(store->set_status(own.at(0).key, SignatureStatus::Withdrawn)->withdrawn == old.of_first.withdrawn + 1);
    CHECK(store->erase_personal_data(own.at(0).key).ok());
    CHECK(own_of(*store, 4).at(0).erased);

    NewSignature suspicious = a_signature(21);
    suspicious.suspicion = 1;
    CHECK(sign(*store, suspicious)->counts.quarantined == old.of_first.quarantined + 1);
    CHECK(counts_are_right(*store));
    CHECK(is_whole(folder.file));
  }
}

// In its own process, killed after the last migration has run all its statements and before it is committed.
void migrate_until_killed(const std::string& file, std::vector<const char*> steps) {
  const std::string last = std::string(steps.back()) + "\nSELECT die();";
  steps.back() = last.c_str();
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    SQLite::Database database(file, SQLite::OPEN_READWRITE, 5'000);
    database.createFunction(
        "die", 0, false, nullptr,
        [](sqlite3_context* /*context*/, int /*count*/, sqlite3_value** /*values*/) { kill(getpid(), SIGKILL); });
    database.exec("PRAGMA cache_size = 1");  // so that uncommitted data has reached the files
    sqlite::migrate(database, steps);
    _exit(0);
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  REQUIRE(WTERMSIG(status) == SIGKILL);
}

TEST_CASE("killed in the middle of a step, the database is as it was before the step, and the next start goes on") {
  const std::span<const char* const> all = sqlite::migration_steps();
  for (const OldVersion& old : kOldVersions) {
    for (std::size_t to = static_cast<std::size_t>(old.version) + 1; to <= all.size(); ++to) {
      CAPTURE(old.version);
      CAPTURE(to);
      const OldFolder folder(old.version);
      const std::string before = content(folder.file);
      migrate_until_killed(folder.file, {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(to)});
      CHECK(version_of(folder.file) == static_cast<std::int64_t>(to) - 1);
      CHECK(is_whole(folder.file));
      CHECK(content(folder.file) == before);

      const std::unique_ptr<Store> store = open_store(folder.temporary.path());
      CHECK(version_of(folder.file) == sqlite::schema_version());
      CHECK(content(folder.file) == before);
      CHECK(counts_are_right(*store));
    }
  }
}

TEST_CASE("whichever write of an upgrade fails, nothing is lost, and the next start brings it up to date") {
  const OldVersion& old = kOldVersions.front();
  SqliteOptions options;
  options.vfs = fault_vfs();
  bool reached_the_end = false;
  for (int nth = 1; !reached_the_end; ++nth) {
    CAPTURE(nth);
    const OldFolder folder(old.version);
    const std::string before = content(folder.file);
    options.folder = folder.temporary.path();
    fail_from(nth);
    { const Result<std::unique_ptr<Store>> failed = open_sqlite_store(options, Create::No); }
    reached_the_end = !disk_has_failed();
    repair_disk();
    CHECK(is_whole(folder.file));
    const std::unique_ptr<Store> store = open_store(folder.temporary.path());
    CHECK(version_of(folder.file) == sqlite::schema_version());
    CHECK(content(folder.file) == before);
    CHECK(counts_are_right(*store));
  }
}

}  // namespace
}  // namespace undersigned::store::testing
