#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

TEST_CASE("a recount finds every counter that is wrong, says so, and repairs it") {
  const Fixture fixture;
  for (std::uint64_t signer = 0; signer < 5; ++signer) REQUIRE(sign(*fixture.store, a_signature(signer)).ok());
  REQUIRE(counts_are_right(*fixture.store));
  {
    SQLite::Database database(fixture.folder + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
    database.exec("UPDATE counter SET signatures = 7 WHERE series = 0 AND bucket = 1");
    database.exec("DELETE FROM counter WHERE series = 2");
    database.exec("INSERT INTO counter VALUES (1, 3, 'XX', 4)");
    database.exec("UPDATE counter SET signatures = 9 WHERE series = 4");
  }
  CHECK(counts_of(*fixture.store).confirmed == 7);
  const std::int64_t version = fixture.store->data_version().value();

  const Result<std::vector<RecountDifference>> differences = fixture.store->recount();
  REQUIRE(differences.ok());
  REQUIRE(differences->size() == 4);
  CHECK((*differences)[0].campaign == kSlug);
  CHECK((*differences)[0].counter == "confirmed");
  CHECK((*differences)[0].kept == 7);
  CHECK((*differences)[0].counted == 5);
  CHECK((*differences)[1].counter == "partner tribune");
  CHECK((*differences)[2].counter == "source ");
  CHECK((*differences)[2].counted == 5);
  CHECK((*differences)[3].counter == "country XX");
  CHECK((*differences)[3].counted == 0);

  CHECK(counts_of(*fixture.store).confirmed == 5);
  CHECK(fixture.store->confirmed_by_partner(kSlug)->at(0).confirmed == 5);
  CHECK(fixture.store->confirmed_by_country(kSlug)->size() == 1);
  CHECK(fixture.store->data_version().value() != version);
  CHECK(counts_are_right(*fixture.store));
}

TEST_CASE("where every count is right a recount changes nothing") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  const std::int64_t version = fixture.store->data_version().value();
  CHECK(counts_are_right(*fixture.store));
  CHECK(fixture.store->data_version().value() == version);
}

}  // namespace
}  // namespace undersigned::store::testing
