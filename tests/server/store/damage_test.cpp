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
  bool same_id = false;  // shown, as neither row alone is wrong
  SUBCASE("a public id in raw bytes") {
    sql = "UPDATE signature SET public_id = CAST(x'ff1b5b324a' AS TEXT) WHERE id = 1";
  }
  SUBCASE("a public id of two signatures") {
    sql = "UPDATE signature SET public_id = (SELECT public_id FROM signature WHERE id = 2) WHERE id = 1";
    same_id = true;
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
  SUBCASE("a time beyond the years of four digits") {
    sql = "UPDATE signature SET time_ms = 9223372036854775807 WHERE id = 1";
  }
  SUBCASE("a country that does not exist") {
    sql = "UPDATE signature SET country = '<script>' WHERE id = 1";
  }
  SUBCASE("a source with a line break") {
    sql = "UPDATE signature SET utm_source = 'a' || char(10) || 'b' WHERE id = 1";
  }
  SUBCASE("a page of a megabyte") {
    sql = "UPDATE signature SET page = printf('%.1000000c', 'a') WHERE id = 1";
  }
  SUBCASE("a negative number") {
    sql =
        "PRAGMA foreign_keys = OFF;"
        "UPDATE signature SET id = -1, dedupe_key = x'00000000000000000000000000000001' WHERE id = 1;"
        "UPDATE person SET signature_id = -1 WHERE signature_id = 1;"
        "UPDATE consent SET signature_id = -1 WHERE signature_id = 1";
  }
  damage(sql);
  CHECK(exported(*store, 10).size() == (same_id ? 3 : 2));
  CHECK(all_rows(*store).size() == (same_id ? 3 : 2));
  CHECK(store->public_signers(kSlug, {}, 10)->size() == (same_id ? 3 : 2));
  const std::vector<DamagedTable> found = inspect(InspectionDepth::Deep).damaged_rows;
  REQUIRE(found.size() == 1);
  CHECK(found[0].table == "signature");
  CHECK(found[0].rows == 1);
}

TEST_CASE_FIXTURE(DamageFixture, "a damaged personal record is left out of lists and exports, and is found") {
  for (const char* change : {
           "name = 'Eve' || char(13, 10) || 'Bcc: evil@x.example'",
           "name = ''",
           "name = 'Eve' || char(0)",
           "name = 'Eve' || char(27) || '[2J'",
           "name = 'Eve' || char(133) || 'Adam'",
           "name = 'Eve' || char(8232) || 'Adam'",
           "name = CAST(x'ff' AS TEXT)",
           "name = printf('%.401c', 'e')",
           "organization = 'Eve' || char(9)",
           "email = 'a@b.example' || char(13, 10) || 'Bcc: q@x'",
           "email = 'nobody'",
           "email = 'a b@example.org'",
           "postcode = char(10)",
           "phone = printf('%.1000c', '1')",
           "comment = char(8)",
           "comment = printf('%.5000c', 'a')",
       }) {
    CAPTURE(change);
    DamageFixture each;
    each.damage(std::string("UPDATE person SET ") + change + " WHERE signature_id = 2");
    const std::vector<std::string> others = {public_id_of(1), public_id_of(3)};
    CHECK(exported(*each.store, 1) == others);
    CHECK(all_rows(*each.store).size() == 2);
    CHECK(each.store->public_signers(kSlug, {}, 2)->size() == 2);
    CHECK(own_of(*each.store, 2).empty());
    CHECK(each.reports("1 row of the table person is damaged and was left out"));
    CHECK_FALSE(each.reports("Eve"));
    const std::vector<DamagedTable> found = each.inspect(InspectionDepth::Deep).damaged_rows;
    REQUIRE(found.size() == 1);
    CHECK(found[0].table == "person");
    CHECK(found[0].rows == 1);
  }
}

TEST_CASE_FIXTURE(DamageFixture, "a value of another type than its column's is no other value") {
  damage(
      "PRAGMA writable_schema = ON;"
      "UPDATE sqlite_schema SET sql = replace(replace(sql, 'STRICT', ''), 'NOT NULL', '')"
      " WHERE name IN ('person', 'signature')");
  damage(
      "UPDATE person SET name = NULL WHERE signature_id = 1;"
      "UPDATE person SET comment = x'3c62' WHERE signature_id = 2;"
      "UPDATE signature SET time_ms = 'noon' WHERE id = 3");
  store.reset();
  open();
  CHECK(exported(*store, 10).empty());
  CHECK(all_rows(*store).empty());
  CHECK(reports("2 rows of the table person are damaged"));
  CHECK(reports("1 row of the table signature is damaged"));
}

TEST_CASE_FIXTURE(DamageFixture, "a damaged consent counts as not given") {
  damage(
      "UPDATE consent SET purpose = 'updates' || char(10) WHERE signature_id = 1;"
      "UPDATE consent SET withdrawn_ms = -1 WHERE signature_id = 2");
  const auto records = store->signature_records(kSlug, 0, 10);
  REQUIRE(records->size() == 3);
  CHECK(records->at(0).signature.consents.empty());
  CHECK(records->at(1).withdrawn_consents.empty());
  CHECK(records->at(2).signature.consents.size() == 1);
  CHECK(reports("2 rows of the table consent are damaged"));
  CHECK(inspect(InspectionDepth::Deep).damaged_rows.at(0).rows == 2);
}

TEST_CASE_FIXTURE(DamageFixture, "numbers and times that would overflow are found, each in its table") {
  struct Change {
    const char* table;
    std::string sql;
  };
  const std::string most = "9223372036854775807";
  const std::string key = "x'00000000000000000000000000000001'";
  for (const Change& change : {
           Change{"mail_count", "INSERT INTO mail_count VALUES (19676, " + key + ", 0, " + most + ", 0)"},
           Change{"mail_count", "INSERT INTO mail_count VALUES (19676, " + key + ", 0, 1, " + most + ")"},
           Change{"mail_count", "INSERT INTO mail_count VALUES (19676, " + key + ", 9, 1, 0)"},
           Change{"mail_count", "INSERT INTO mail_count VALUES (" + most + ", " + key + ", 0, 1, 0)"},
           Change{"my_code", "INSERT INTO my_code VALUES (1, " + key + ", 't', " + most + ", 5, 0)"},
           Change{"my_code", "INSERT INTO my_code VALUES (1, " + key + ", 't', 1, -1, 0)"},
           Change{"my_code", "INSERT INTO my_code VALUES (1, " + key + ", 't' || char(10), 1, 5, 0)"},
           Change{"my_code", "INSERT INTO my_code VALUES (1, " + key + ", 't', 1, 5, -" + most + ")"},
           Change{"code_attempts", "INSERT INTO code_attempts VALUES (1, " + key + ", -5)"},
           Change{"confirmation", "INSERT INTO confirmation VALUES (1, " + most + ", 1, 1, 1, 1)"},
           Change{"confirmation", "INSERT INTO confirmation VALUES (1, 1, 1, 1, 1, -" + most + ")"},
           Change{"counter", "UPDATE counter SET signatures = " + most + " WHERE series = 2"},
           Change{"counter", "UPDATE counter SET bucket = '<' || char(10) WHERE series = 3"},
           Change{"session", "INSERT INTO session VALUES (zeroblob(32), 1, -" + most + ", 1)"},
           Change{"revision", "UPDATE revision SET number = " + most},
           Change{"picture", "INSERT INTO picture VALUES (1, '0123456789abcdef-480.webp', x'00')"},
           Change{"picture", "INSERT INTO picture VALUES (1, '../x.jpg', x'ffd8ff')"},
           Change{"audit", "INSERT INTO audit VALUES (1, 1, 'ana' || char(10), 'signed_in', '', zeroblob(32))"},
           Change{"audit", "INSERT INTO audit VALUES (1, -" + most + ", 'ana', 'signed_in', '', zeroblob(32))"},
       }) {
    CAPTURE(change.sql);
    DamageFixture each;
    REQUIRE(each.store->add_user("ana", "hash", Role::Owner).ok());
    each.damage(change.sql);
    const std::vector<DamagedTable> found = each.inspect(InspectionDepth::Deep).damaged_rows;
    REQUIRE(found.size() == 1);
    CHECK(found[0].table == change.table);
  }
}

TEST_CASE_FIXTURE(DamageFixture, "damaged rows about a mailbox keep no mail and no code from it") {
  const NewSignature request = a_pending(7);
  REQUIRE(sign(*store, request).ok());
  REQUIRE(take_mails(*store).size() == 1);
  damage(
      "UPDATE mail_count SET mails = 9223372036854775807, next_ms = 9223372036854775807;"
      "UPDATE confirmation SET issue = 9223372036854775807, sent_ms = -9223372036854775807;"
      "UPDATE counter SET signatures = 9223372036854775807");
  REQUIRE(send_again(*store, 7, kNoonMs + 1).ok());
  const auto mails = take_mails(*store, kNoonMs + 1);
  REQUIRE(mails.size() == 1);
  CHECK(mails[0].issue.number == 1);
  CHECK(confirm(*store, code_of(request, 1)).ok());
  CHECK(reports("1 row of the table mail_count is damaged"));
  CHECK(reports("1 row of the table confirmation is damaged"));
}

TEST_CASE_FIXTURE(DamageFixture, "a damaged session or picture is as good as none") {
  REQUIRE(store->add_user("ana", "hash", Role::Owner).ok());
  Session session{};
  session.user_id = 1;
  session.created_ms = session.seen_ms = kNoonMs;
  REQUIRE(store->add_session(session).ok());
  REQUIRE(store->session(session.token_hash)->has_value());
  damage(
      "UPDATE session SET seen_ms = -9223372036854775807;"
      "INSERT INTO picture VALUES (1, '0123456789abcdef-480.webp', x'00')");
  CHECK_FALSE(store->session(session.token_hash)->has_value());
  CHECK(store->picture("0123456789abcdef-480.webp").error().code == ErrorCode::NotFound);
  CHECK(reports("1 row of the table session is damaged"));
  CHECK(reports("1 row of the table picture is damaged"));
}

TEST_CASE_FIXTURE(DamageFixture, "damaged mails hold up no other, and one to a damaged signature is said to be") {
  for (std::uint64_t signer = 5; signer <= 7; ++signer) REQUIRE(sign(*store, a_pending(signer)).ok());
  damage(
      "UPDATE person SET email = 'a@b.example' || char(13, 10) || 'Bcc: q@x' WHERE email = 'ana5@example.org';"
      "UPDATE outbox SET order_ms = 9223372036854775807 WHERE signature_id ="
      " (SELECT signature_id FROM person WHERE email = 'ana6@example.org')");
  for (const std::size_t rows : {std::size_t{2}, std::size_t{10}}) {
    const auto mails = store->waiting_mails(kNoonMs, rows);
    REQUIRE(mails->size() == 2);
    CHECK(mails->at(0).damaged);
    CHECK_FALSE(mails->at(1).damaged);
    CHECK(mails->at(1).email == "ana7@example.org");
  }
  CHECK(reports("1 row of the table outbox is damaged"));
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
