// A server with signatures and a backup of it, for tests of `backup` and `restore`.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/app/commands.h"
#include "server/store/sqlite/open.h"
#include "tests/server/app/fixture.h"
#include "tests/server/ops/run_command.h"

namespace undersigned::testing {

// A server with signatures and a backup, and the folder of another one with the same secret.
struct BackedUp {
  explicit BackedUp(int signers = 3) {
    for (int i = 0; i < signers; ++i) sign(app, i);
    backup = app.options();
    backup.file = temporary.file("backup.db");
    said = run(app::backup, backup);
    elsewhere = app.options();
    elsewhere.data = temporary.file("elsewhere");
    elsewhere.file = backup.file;
    std::filesystem::create_directory(elsewhere.data);
    std::filesystem::permissions(elsewhere.data, std::filesystem::perms(0700));
    std::filesystem::copy_file(app.options().data + "/secret", elsewhere.data + "/secret");
  }

  static int sign(const App& app, int signer) {
    return app
        .post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana" + std::to_string(signer) + "@example.org"))
        .status;
  }

  TemporaryFolder temporary;
  App app;
  app::Options backup;
  app::Options elsewhere;  // --data is a folder with the secret but without a database
  CommandResult said;
};

inline std::unique_ptr<store::Store> open_folder(const std::string& folder) {
  store::SqliteOptions options;
  options.folder = folder;
  Result<std::unique_ptr<store::Store>> opened = store::open_sqlite_store(options, store::Create::No);
  REQUIRE(opened.ok());
  return std::move(opened).value();
}

// The rows of "open", the oldest first.
inline std::vector<store::SignatureRecord> records_in(const std::string& folder) {
  return *open_folder(folder)->signature_records("open", 0, 100);
}

// A server that continues after its backup and is then restored from it.
struct BackupWithLaterChanges {
  BackupWithLaterChanges() {
    made.app.stop();
    here = made.elsewhere;
    here.data = made.app.options().data;
  }

  void erase_first_withdraw_second_rule_out_third() const {
    const auto store = open_folder(here.data);
    const auto records = *store->signature_records("open", 0, 10);
    REQUIRE(store->erase_personal_data(records.at(0).key).ok());
    REQUIRE(store->set_status(records.at(1).key, store::SignatureStatus::Withdrawn).ok());
    REQUIRE(store->set_status(records.at(2).key, store::SignatureStatus::Invalid).ok());
    REQUIRE(store->set_comment(records.at(3).key, store::CommentState::Hidden).ok());
  }

  BackedUp made{5};
  app::Options here;
};

}  // namespace undersigned::testing
