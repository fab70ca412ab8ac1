// What the tests of auth/ share: a store in a folder of its own, and a secret.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <string>

#include "server/auth/secret.h"
#include "server/store/sqlite/open.h"
#include "server/store/store.h"
#include "tests/server/temporary_folder.h"

namespace undersigned::auth::testing {

inline constexpr std::int64_t kNowMs = 1'700'049'600'000;

// The number of the key bytes; two secrets of different numbers differ.
inline ServerSecret a_secret(std::uint8_t byte = 1) {
  Key master{};
  master.fill(byte);
  return ServerSecret(master);
}

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

}  // namespace undersigned::auth::testing
