#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <thread>

#include "server/store/data_folder.h"
#include "tests/server/app/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;

TEST_CASE("while another process holds the database signers are told to come back, and keep their words") {
  const App app;
  const std::string form = app.form("Ana+Gil", "ana@example.org", "comment=Because+I+care");
  SQLite::Database other(app.options().data + "/" + store::kDatabaseFile, SQLite::OPEN_READWRITE);
  other.exec("BEGIN IMMEDIATE");

  Answer program;
  Answer page;
  std::thread signer(
      [&] { program = app.post("/v1/campaigns/open/signatures", form, {"Origin: https://ally.example"}); });
  page = app.post("/p/open", form);
  signer.join();

  CHECK(program.status == 503);
  CHECK(problems_of(program) == std::vector<std::string>{" busy"});
  CHECK(program.header("retry-after") == "2");
  CHECK(program.header("access-control-allow-origin") == "https://ally.example");
  CHECK(page.status == 503);
  CHECK(page.header("retry-after") == "2");
  CHECK(contains(page.body, "class=\"error-summary\""));
  CHECK(contains(page.body, "Because I care</textarea>"));
  CHECK(app.get("/p/open").status == 200);

  other.exec("ROLLBACK");
  CHECK(app.confirmed() == 0);
  CHECK(app.post("/p/open", form).status == 303);
  CHECK(app.confirmed() == 1);
}
