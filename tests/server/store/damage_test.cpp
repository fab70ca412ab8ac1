// Databases that were damaged, by a disk or by hand: nothing ends the process, the rest is served, and it is found.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "server/store/inspection.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr std::int64_t kYearsLaterMs = kNoonMs + std::int64_t{3} * 366 * 24 * 60 * 60 * 1000;

// A store of signatures 1 to 3, what it reports, and hands that change the file behind its back.
struct DamageFixture {
  DamageFixture() {
    open();
    REQUIRE(store->import_campaigns({a_campaign()}, {}).ok());
    for (std::uint64_t signer = 1; signer <= 3; ++signer) REQUIRE(sign(*store, a_signature(signer)).ok());
  }

  void open() {
    store = open_store(folder, {}, [this](std::string_view line) { report.append(line).append("\n"); });
  }

  void damage(const std::string& sql) const {
    SQLite::Database file(folder + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
    file.exec(sql);
  }

  // While closed.
  Inspection inspect(InspectionDepth depth) {
    store.reset();
    return inspect_database(folder + "/undersigned.db", depth);
  }

  bool reports(const std::string& words) const { return report.find(words) != std::string::npos; }

  undersigned::testing::TemporaryFolder temporary;
  std::string folder = temporary.file("data");
  std::string report;  // destroyed after the store
  std::unique_ptr<Store> store;
};

std::vector<std::string> exported(Store& store, std::size_t rows_at_once) {
  std::vector<std::string> ids;
  std::int64_t after = 0;
  for (;;) {
    const auto page = store.signature_records(kSlug, after, rows_at_once);
    REQUIRE(page.ok());
    if (page->empty()) return ids;
    for (const SignatureRecord& record : *page) ids.push_back(record.key.public_id);
    after = page->back().key.cursor;
  }
}

TEST_CASE_FIXTURE(DamageFixture, "a damaged signature is left out of lists and exports, with its number in the log") {
  for (const char* column : {"visibility = 9", "kind = 77", "status = 99", "comment_hidden = 2", "visibility = 256",
                             "visibility = -1", "status = 9223372036854775807"}) {
    CAPTURE(column);
    DamageFixture each;
    each.damage(std::string("UPDATE signature SET ") + column + " WHERE public_id = '" + public_id_of(2) + "'");
    const std::vector<std::string> others = {public_id_of(1), public_id_of(3)};
    CHECK(exported(*each.store, 1) == others);
    CHECK(exported(*each.store, 10) == others);
    if (std::string(column) != "kind = 77") CHECK(all_rows(*each.store).size() == 2);
    CHECK(own_of(*each.store, 2).empty());
    CHECK(own_of(*each.store, 3).size() == 1);
    CHECK(each.store->public_signers(kSlug, {}, 10).ok());
    CHECK(each.store->recount().ok());
    CHECK(sign(*each.store, a_signature(4)).ok());
    CHECK(each.reports("1 row of the table signature is damaged and was left out"));
    CHECK_FALSE(each.reports(public_id_of(2)));
    const std::vector<DamagedTable> found = each.inspect(InspectionDepth::Deep).damaged_rows;
    REQUIRE(found.size() == 1);
    CHECK(found[0].table == "signature");
    CHECK(found[0].rows == 1);
  }
}

TEST_CASE_FIXTURE(DamageFixture, "damage is reported once, not with every page that is read") {
  damage("UPDATE signature SET visibility = 9");
  for (int i = 0; i < 5; ++i) CHECK(all_rows(*store).empty());
  CHECK(report.find("3 rows of the table signature are damaged") == report.rfind("rows of the table") - 2);
}

TEST_CASE_FIXTURE(DamageFixture, "a damaged signature is still erased, by its signer and by the retention clock") {
  const SignatureKey key = key_of(*store, 2);
  damage("UPDATE signature SET status = 99, dedupe_key = x'01' WHERE id = " + std::to_string(key.cursor));
  const auto people = [&] {
    return SQLite::Database(folder + "/undersigned.db").execAndGet("SELECT count(*) FROM person").getInt();
  };
  SUBCASE("by its signer") {
    CHECK(store->erase_personal_data(key).ok());
    CHECK(people() == 2);
  }
  SUBCASE("by the retention clock") {
    CHECK(store->erase_expired(0, kYearsLaterMs).ok());
    CHECK(people() == 0);
  }
}

TEST_CASE_FIXTURE(DamageFixture, "damaged rows of other tables end nothing, and are found") {
  REQUIRE(store->add_user("ana", "hash", Role::Owner).ok());
  REQUIRE(store->add_user("bo", "hash", Role::Viewer).ok());
  damage(
      "UPDATE user SET role = 99 WHERE username = 'bo';"
      "INSERT INTO outbox (signature_id, kind, issue, due_ms, attempts, locale, urgent, order_ms)"
      " VALUES (1, 9, 1, 0, 0, 'en', 0, 0);"
      "INSERT INTO counter VALUES (1, 99, 0, 1), (1, 2, 5, 1), (1, 0, 'words', 1), (1, 0, 77, 1);"
      "INSERT INTO removal VALUES (1, 1, 'x', 99, 1, '');"
      "INSERT INTO settled_signer VALUES (x'00', 1, 1);"
      "INSERT INTO signer VALUES (x'00', 1, 1);"
      "INSERT INTO session VALUES (x'00', 1, 1, 1)");
  CHECK(store->users()->size() == 1);
  CHECK_FALSE(store->user_by_name("bo")->has_value());
  CHECK(store->sessions_of(1)->empty());
  CHECK(store->waiting_mails(kNoonMs, 10)->empty());
  CHECK(store->sweep_mail(kNoonMs).ok());
  CHECK(counts_of(*store).confirmed == 3);
  CHECK(store->recount().ok());
  CHECK(reports("1 row of the table user is damaged"));
  CHECK(reports("1 row of the table outbox is damaged"));
  std::vector<std::string> tables;
  for (const DamagedTable& each : inspect(InspectionDepth::Deep).damaged_rows) tables.push_back(each.table);
  CHECK(tables ==
        std::vector<std::string>{"counter", "outbox", "signer", "settled_signer", "user", "session", "removal"});
}

TEST_CASE_FIXTURE(DamageFixture, "values that are only strange are found, too") {
  const char* sql = "";
  SUBCASE("a public id in raw bytes") {
    sql = "UPDATE signature SET public_id = CAST(x'ff1b5b324a' AS TEXT) WHERE id = 1";
  }
  SUBCASE("a public id of two signatures") {
    sql = "UPDATE signature SET public_id = (SELECT public_id FROM signature WHERE id = 2) WHERE id = 1";
  }
  SUBCASE("a key of a wrong length") {
    sql = "UPDATE signature SET dedupe_key = x'01' WHERE id = 1";
  }
  SUBCASE("a language in raw bytes") {
    sql = "UPDATE signature SET locale = CAST(x'ff' AS TEXT) WHERE id = 1";
  }
  SUBCASE("a suspicion that does not exist") {
    sql = "UPDATE signature SET suspicion = 255 WHERE id = 1";
  }
  SUBCASE("a time that is none") {
    sql = "UPDATE signature SET time_ms = -9223372036854775807 WHERE id = 1";
  }
  damage(sql);
  CHECK(exported(*store, 10).size() == 3);
  const std::vector<DamagedTable> found = inspect(InspectionDepth::Deep).damaged_rows;
  REQUIRE(found.size() == 1);
  CHECK(found[0].table == "signature");
  CHECK(found[0].rows == 1);
}

TEST_CASE_FIXTURE(DamageFixture, "a schema that was changed is found, and not served") {
  struct Change {
    const char* sql;
    const char* words;
  };
  for (const Change& change : {
           Change{"DROP INDEX signature_shown", "the index signature_shown is missing"},
           Change{"DROP INDEX signature_request", "the index signature_request is missing"},
           Change{"DROP TABLE settled_signer", "the table settled_signer is missing"},
           Change{"DROP TRIGGER audit_is_not_cut", "the trigger audit_is_not_cut is missing"},
           Change{"ALTER TABLE removal ADD COLUMN note TEXT", "the table removal was changed"},
           Change{"CREATE TRIGGER evil AFTER INSERT ON signature BEGIN SELECT RAISE(ABORT, 'x'); END",
                  "the trigger evil was added by somebody"},
           Change{"DELETE FROM revision", "the table revision has lost its row"},
           Change{"DELETE FROM signer_progress", "the table signer_progress has lost its row"},
           Change{"DELETE FROM disk_touch", "the table disk_touch has lost its row"},
           Change{"INSERT OR REPLACE INTO secret_mark VALUES (1, x'01')", "secret_mark has a wrong length"},
       }) {
    CAPTURE(change.sql);
    DamageFixture each;
    each.damage(change.sql);
    for (const InspectionDepth depth : {InspectionDepth::Quick, InspectionDepth::Deep}) {
      const Inspection found = each.inspect(depth);
      CHECK(found.damage.find(change.words) != std::string::npos);
      CHECK_FALSE(found.is_consistent());
    }
    SqliteOptions options;
    options.folder = each.folder;
    options.report = [&each](std::string_view line) { each.report += line; };
    if (std::string_view(change.words).find("evil") != std::string_view::npos) {
      CHECK(open_sqlite_store(options, Create::No).ok());  // by a command
    }
    options.damaged_schema = DamagedSchema::Refused;
    CHECK(open_sqlite_store(options, Create::Yes).error().code == ErrorCode::StorageFailed);
    CHECK(each.reports(std::string("the database is damaged: ")));
    CHECK(each.reports(change.words));
    CHECK(each.reports("`restore` a backup"));
  }
}

TEST_CASE_FIXTURE(DamageFixture, "a placeholder in the queue of mails is no damage") {
  damage(
      "INSERT INTO outbox (signature_id, kind, issue, due_ms, attempts, locale, urgent, order_ms)"
      " VALUES (NULL, " +
      std::to_string(static_cast<int>(MailKind::Placeholder)) + ", 0, 0, 0, '', 0, 0)");
  CHECK(inspect(InspectionDepth::Deep).damaged_rows.empty());
}

TEST_CASE_FIXTURE(DamageFixture, "what SQLite notes for itself is no damage") {
  damage("ANALYZE");
  CHECK(inspect(InspectionDepth::Deep).is_consistent());
  open();
  CHECK(counts_of(*store).confirmed == 3);
}

}  // namespace
}  // namespace undersigned::store::testing
