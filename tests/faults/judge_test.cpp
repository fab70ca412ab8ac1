#include "tests/faults/judge.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include "server/store/data_folder.h"
#include "server/store/sqlite/open.h"
#include "tests/server/temporary_folder.h"

namespace undersigned::faults {
namespace {

// The judge's result for a store after the statement `harm` changed its file.
Tally judged_after(const char* harm) {
  const testing::TemporaryFolder temporary;
  store::SqliteOptions options;
  options.folder = temporary.file("data");
  auto store = store::open_sqlite_store(options, store::Create::Yes);
  REQUIRE(store.ok());
  Clients clients;
  REQUIRE(clients.prepare(**store));
  Random random(7);
  for (int i = 0; i < 6; ++i) clients.play(**store, random);
  const std::string path = options.folder + "/" + store::kDatabaseFile;
  SQLite::Database(path, SQLite::OPEN_READWRITE, 5'000).exec(harm);
  Tally tally;
  judge({path, "", [](std::string_view) {}}, **store, clients, tally);
  return tally;
}

TEST_CASE("the harness finds nothing where nothing is wrong") {
  CHECK(judged_after("").clean());
}

TEST_CASE("the harness sees a signature that is gone, one that is there again, and one that nobody gave") {
  CHECK(judged_after("DELETE FROM signature WHERE id = (SELECT max(id) FROM signature)").lost == 1);
  constexpr char kAgain[] =
      "DROP INDEX IF EXISTS signature_signer; CREATE TEMP TABLE again AS SELECT * FROM signature LIMIT 1;"
      "UPDATE again SET id = 100000; INSERT INTO signature SELECT * FROM again;";
  CHECK(judged_after(kAgain).doubled == 1);
  CHECK(judged_after("UPDATE signature SET dedupe_key = randomblob(16) WHERE id = 1").refused_present == 1);
}

TEST_CASE(
    "the harness sees a wrong count, a mail that is missing, a mail that nobody is to get, a record without one") {
  CHECK(judged_after("UPDATE counter SET signatures = signatures + 1 WHERE series = 0").recounts_differed > 0);
  CHECK(judged_after("DELETE FROM outbox").otherwise_wrong > 0);
  CHECK(judged_after("UPDATE outbox SET kind = 2").otherwise_wrong > 0);
  CHECK(judged_after("DELETE FROM person WHERE signature_id = 1").otherwise_wrong == 1);
}

}  // namespace
}  // namespace undersigned::faults
