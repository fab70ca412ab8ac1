// Shared by the tests of accounts/: a store in its own folder, and a secret.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>

#include "server/store/sqlite/open.h"
#include "server/store/store.h"
#include "tests/server/crypto/a_secret.h"
#include "tests/server/temporary_folder.h"

namespace undersigned::accounts::testing {

inline constexpr std::int64_t kNowMs = 1'700'049'600'000;

using crypto::testing::a_secret;

struct Fixture {
  Fixture() {
    store::SqliteOptions options;
    options.folder = temporary.file("data");
    Result<std::unique_ptr<store::Store>> opened = store::open_sqlite_store(options, store::Create::Yes);
    REQUIRE(opened.ok());
    store = std::move(opened).value();
  }

  undersigned::testing::TemporaryFolder temporary;
  std::unique_ptr<store::Store> store;
};

}  // namespace undersigned::accounts::testing
