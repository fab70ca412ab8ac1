// What a restore repeats, and the files that restores and backups leave.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/store/data_folder.h"
#include "tests/server/everywhere.h"
#include "tests/server/ops/backed_up.h"

using namespace undersigned;
using namespace undersigned::testing;

TEST_CASE("names that are shown less since a backup, and consents that are withdrawn, stay so when it is restored") {
  const BackupWithLaterChanges changed;
  SQLite::Database(changed.made.backup.file, SQLite::OPEN_READWRITE)
      .exec(
          "UPDATE signature SET visibility = 0; INSERT INTO consent (signature_id, purpose, text_version, time_ms)"
          " SELECT id, 'updates', 'v', 1000 FROM signature");
  SQLite::Database(changed.here.data + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000)
      .exec(
          "UPDATE signature SET visibility = 0; INSERT INTO consent (signature_id, purpose, text_version, time_ms)"
          " SELECT id, 'updates', 'v', 1000 FROM signature");
  {
    const auto store = open_folder(changed.here.data);
    const auto records = *store->signature_records("open", 0, 10);
    REQUIRE(store->set_visibility(records.at(0).key, Visibility::Hidden).ok());
    REQUIRE(store->set_visibility(records.at(1).key, Visibility::Hidden).ok());
    REQUIRE(store->set_visibility(records.at(1).key, Visibility::Initials).ok());
    REQUIRE(store->set_visibility(records.at(2).key, Visibility::Hidden).ok());
    REQUIRE(store->set_visibility(records.at(2).key, Visibility::Public).ok());
    REQUIRE(store->withdraw_consent(records.at(3).key, "updates", 5'000).ok());
  }
  for (int time = 0; time < 2; ++time) {  // the list is in the restored database, too
    const CommandResult said = run(app::restore, changed.here);
    REQUIRE_MESSAGE(said.code == app::kExitOk, said.err);
    CHECK(contains(said.out, "0 comments hidden, 2 names shown less, 1 consent withdrawn."));
    CHECK(contains(said.out, "What was undone since the backup is not repeated"));
    const auto records = records_in(changed.here.data);
    CHECK(records.at(0).signature.visibility == Visibility::Hidden);
    CHECK(records.at(1).signature.visibility == Visibility::Initials);
    CHECK(records.at(2).signature.visibility == Visibility::Public);
    CHECK(records.at(3).signature.consents.empty());
    REQUIRE(records.at(3).withdrawn_consents.size() == 1);
    CHECK(records.at(3).withdrawn_consents[0].time_ms == 5'000);
    CHECK(records.at(4).signature.consents.size() == 1);
  }
}

TEST_CASE("whose a signature was that is erased since a backup is known once it is restored") {
  const BackupWithLaterChanges changed;
  constexpr store::ErasedOwner kOwner{7};
  std::int64_t erased = 0;
  {
    store::SqliteOptions options;
    options.folder = changed.here.data;
    options.erased_owner = [&](std::string_view /*public_id*/, std::string_view /*email*/) { return kOwner; };
    const auto store = std::move(store::open_sqlite_store(options, store::Create::No)).value();
    const store::SignatureKey key = store->signature_records("open", 0, 10)->at(0).key;
    REQUIRE(store->erase_personal_data(key).ok());
    erased = key.cursor;
  }
  for (int time = 0; time < 2; ++time) {  // the list is in the restored database, too
    REQUIRE(run(app::restore, changed.here).code == app::kExitOk);
    CHECK(open_folder(changed.here.data)->signature_with_mailbox(erased)->erased_owner == kOwner);
  }
}

TEST_CASE("the list of a database of the version before is read") {
  const BackupWithLaterChanges gone;
  gone.erase_first_withdraw_second_rule_out_third();
  SQLite::Database(gone.here.data + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000)
      .exec("ALTER TABLE removal DROP COLUMN detail; PRAGMA user_version = 4");
  CHECK(contains(run(app::restore, gone.here).out, "1 erased, 1 withdrawn"));
}

TEST_CASE("what is erased after restoring is erased in the database that was put aside, too") {
  const BackupWithLaterChanges gone;
  REQUIRE(run(app::restore, gone.here).code == app::kExitOk);
  REQUIRE(files_with(gone.here.data, "ana0@example.org") != "");
  SUBCASE("one by one") {
    const auto store = open_folder(gone.here.data);
    REQUIRE(store->erase_personal_data(store->signature_records("open", 0, 1)->at(0).key).ok());
    CHECK(files_with(gone.here.data, "ana0@example.org") == "");
  }
  SUBCASE("by the clock") {
    const auto store = open_folder(gone.here.data);
    const std::int64_t later_ms = store->signature_records("open", 0, 1)->at(0).time_ms + 10LL * 366 * 86'400'000;
    REQUIRE(store->erase_expired(0, later_ms).ok());
    for (int signer = 0; signer < 5; ++signer) {
      CHECK(files_with(gone.here.data, "ana" + std::to_string(signer) + "@example.org") == "");
    }
  }
}

TEST_CASE("what a restore or backup that was killed has left is named by doctor, and gone once a server starts") {
  BackedUp made;
  made.app.stop();
  const std::string data = made.app.options().data;
  std::filesystem::create_directory(data + "/mail");
  std::filesystem::permissions(data + "/mail", std::filesystem::perms(0700));
  const std::string mail = data + "/mail/.0123456789abcdefghjkmnpqrs.tmp";
  const std::string restore = data + "/undersigned.db.restore.a1B2c3";
  const std::string backup = data + "/.undersigned-backup.a1B2c3";
  const std::string working = data + "/.undersigned-backup.d4E5f6";
  for (const std::string& path : {mail, restore, restore + "-wal", backup, working}) std::ofstream(path) << "Ana Gil";
  std::filesystem::last_write_time(backup, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
  const std::string said = run(app::doctor, made.app.options()).out;
  for (const std::string& path : {mail, restore, backup}) CHECK(contains(said, " " + path));
  CHECK_FALSE(contains(said, working));

  app::Options options = made.app.options();
  options.port = 0;
  REQUIRE(app::Service::start(options).ok());
  for (const std::string& path : {mail, restore, restore + "-wal", backup}) CHECK_FALSE(std::filesystem::exists(path));
  CHECK(std::filesystem::exists(working));
  CHECK(std::filesystem::exists(data + "/undersigned.db"));
}

TEST_CASE("the next restore and the next backup delete what one that was killed has left") {
  BackedUp made;
  const std::string left = made.elsewhere.data + "/undersigned.db.restore.a1B2c3";
  std::ofstream(left) << "Ana Gil";
  REQUIRE(run(app::restore, made.elsewhere).code == app::kExitOk);
  CHECK_FALSE(std::filesystem::exists(left));
  const std::string draft = made.temporary.file(".undersigned-backup.a1B2c3");
  std::ofstream(draft) << "Ana Gil";
  std::filesystem::last_write_time(draft, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
  made.backup.file = made.temporary.file("next.db");
  REQUIRE(run(app::backup, made.backup).code == app::kExitOk);
  CHECK_FALSE(std::filesystem::exists(draft));
}

TEST_CASE("the database that restoring puts aside goes after a week, with whoever was erased since") {
  const BackupWithLaterChanges gone;
  const CommandResult said = run(app::restore, gone.here);
  CHECK(contains(said.out, "deletes it after 7 days"));
  const std::string aside = between(said.out, "is kept as ", ".\n");
  REQUIRE(std::filesystem::exists(aside));
  const auto now_ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  constexpr std::int64_t kWeekMs = 7LL * 24 * 60 * 60 * 1000;
  constexpr std::int64_t kHourMs = 60LL * 60 * 1000;
  CHECK(store::remove_old_set_aside(gone.here.data, now_ms + kWeekMs - kHourMs));
  CHECK(std::filesystem::exists(aside));
  CHECK(store::remove_old_set_aside(gone.here.data, now_ms + kWeekMs + kHourMs));
  CHECK_FALSE(std::filesystem::exists(aside));
  CHECK(std::filesystem::exists(gone.here.data + "/undersigned.db"));
  CHECK(std::filesystem::exists(gone.here.data + "/secret"));
}
