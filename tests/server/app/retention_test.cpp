// The retention clock in a server, and on the command line.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <sstream>

#include "server/accounts/audit_log.h"
#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/retention_clock.h"
#include "server/limits.h"
#include "server/store/sqlite/open.h"
#include "shared/limits.h"
#include "tests/server/app/mailbox.h"
#include "tests/server/app/organizers.h"
#include "tests/server/everywhere.h"

using namespace undersigned;
using namespace undersigned::testing;

namespace {

constexpr std::int64_t kHourMs = 60LL * 60 * 1000;
constexpr std::int64_t kSignedMs = 1'700'049'600'000;   // 2023-11-15 12:00 UTC
constexpr std::int64_t kExpiredMs = 1'763'208'000'001;  // 24 months and a millisecond later

store::NewSignature a_signature(std::uint8_t signer) {
  store::NewSignature signature;
  signature.campaign = "open";
  signature.public_id = "public-id-" + std::to_string(signer);
  signature.dedupe_key[0] = signer;
  signature.signature.name = "Ana";
  signature.signature.email = "ana@example.org";
  signature.locale = "en";
  signature.time_ms = kSignedMs;
  return signature;
}

// A store with three signatures, and a retention clock whose time the test sets.
struct RetentionFixture {
  RetentionFixture() {
    store::SqliteOptions options;
    options.folder = folder.file("data");
    store = std::move(store::open_sqlite_store(options, store::Create::Yes)).value();
    Campaign campaign;
    campaign.slug = "open";
    campaign.title = "Open the gates";
    REQUIRE(store->import_campaigns({campaign}, {}).ok());
    for (std::uint8_t signer = 1; signer <= 3; ++signer) {
      store->sign(a_signature(signer), [](const Result<store::Signed>& result) { CHECK(result.ok()); });
    }
    REQUIRE(store->probe().ok());  // after the operations in the queue
    audit_log.emplace(*store, crypto::ServerSecret({}));
    restart();
  }

  void restart() {
    clock.emplace(
        *store, *audit_log, [this] { return utc_ms; }, [this] { return steady_ms; });
  }

  void pass(std::int64_t ms) {
    utc_ms += ms;
    steady_ms += ms;
  }

  [[nodiscard]] bool erased() const {
    const auto records = store->signature_records("open", 0, 10);
    REQUIRE(records->size() == 3);
    return records->at(0).erased;
  }

  [[nodiscard]] std::vector<store::AuditRow> entries() const { return *store->audit({}, 10); }

  TemporaryFolder folder;
  std::unique_ptr<store::Store> store;
  std::optional<accounts::AuditLog> audit_log;
  std::int64_t utc_ms = kExpiredMs;
  std::int64_t steady_ms = 1'000;
  std::optional<app::RetentionClock> clock;
};

}  // namespace

TEST_CASE("what is over is erased once the clock has run evenly for an hour, and the audit log says how much") {
  RetentionFixture test;
  test.clock->tick();
  CHECK_FALSE(test.erased());
  test.pass(kHourMs - 1);
  test.clock->tick();
  CHECK_FALSE(test.erased());
  test.pass(1);
  test.clock->tick();
  CHECK(test.erased());
  REQUIRE(test.entries().size() == 1);
  CHECK(test.entries()[0].action == "retention_erased");
  CHECK(test.entries()[0].actor.empty());
  CHECK(test.entries()[0].subject == "open: 3 personal records, 0 unconfirmed, 0 keys");
}

TEST_CASE("a clock that is set far ahead erases nothing while it may still be put right") {
  RetentionFixture test;
  test.utc_ms = kSignedMs;
  test.clock->tick();
  test.pass(2 * kHourMs);
  test.utc_ms = kExpiredMs + 100 * kHourMs;
  test.clock->tick();
  test.pass(kHourMs / 2);
  test.clock->tick();
  test.utc_ms = kSignedMs + 3 * kHourMs;
  test.clock->tick();
  test.pass(2 * kHourMs);
  test.clock->tick();
  CHECK_FALSE(test.erased());
}

TEST_CASE("a clock that goes back keeps what is there, and the walk of the day after finds it") {
  RetentionFixture test;
  test.clock->tick();
  test.utc_ms = kSignedMs;
  test.pass(kHourMs);
  test.clock->tick();
  test.pass(kHourMs);
  test.clock->tick();
  CHECK_FALSE(test.erased());
  test.utc_ms = kExpiredMs;
  test.pass(limits::kRetentionPassMs);
  test.clock->tick();
  test.pass(kHourMs);
  test.clock->tick();
  CHECK(test.erased());
}

TEST_CASE("one walk a day: what becomes due meanwhile waits for the next") {
  RetentionFixture test;
  test.utc_ms = kSignedMs;
  test.clock->tick();
  test.pass(kHourMs);
  test.clock->tick();
  store::NewSignature unconfirmed = a_signature(9);
  unconfirmed.status = store::SignatureStatus::Pending;
  unconfirmed.time_ms = kSignedMs - kHourMs * 24 * limits::kPendingKeptDays;
  test.store->sign(unconfirmed, [](const Result<store::Signed>& result) { CHECK(result.ok()); });
  REQUIRE(test.store->probe().ok());
  test.pass(limits::kRetentionPassMs - 1);
  test.clock->tick();
  CHECK(test.store->counts()->at("open").pending == 1);
  test.pass(1);
  test.clock->tick();
  CHECK(test.store->counts()->at("open").pending == 0);
  CHECK(test.entries().at(0).subject == "open: 0 personal records, 1 unconfirmed, 0 keys");
}

TEST_CASE("a server that is started anew trusts the clock anew, and goes on") {
  RetentionFixture test;
  test.clock->tick();
  test.pass(kHourMs / 2);
  test.restart();
  test.pass(kHourMs / 2);
  test.clock->tick();
  CHECK_FALSE(test.erased());
  test.pass(kHourMs);
  test.clock->tick();
  CHECK(test.erased());
}

TEST_CASE("the command says what is due and changes nothing, and erases it when it is told to") {
  const App app;
  const auto store = open_store(app);
  store->sign(a_signature(1), [](const Result<store::Signed>& result) { CHECK(result.ok()); });
  REQUIRE(store->probe().ok());
  app::Options options = app.options();
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  CHECK(app::retention(options, {in, out, err}) == app::kExitOk);
  CHECK(contains(out.str(), "open: 1 personal record older than 24 months"));
  CHECK_FALSE(store->signature_records("open", 0, 1)->at(0).erased);

  options.erase = app::Erase::Yes;
  CHECK(app::retention(options, {in, out, err}) == app::kExitOk);
  CHECK(err.str().empty());
  CHECK(store->signature_records("open", 0, 1)->at(0).erased);
  CHECK(audit_of(app).front() == " retention_erased open: 1 personal records, 0 unconfirmed, 0 keys");
  out.str({});
  CHECK(app::retention(options, {in, out, err}) == app::kExitOk);
  CHECK(out.str() == "No personal data is past its retention period.\n");
}

TEST_CASE("what the command erases is in no file of the data folder any more, whoever was written to") {
  const App app;
  const std::string form = "name=Zebulon+Quist&email=zebulon@example.org&comment=Xylophones&text_version=";
  REQUIRE(app.post("/v1/campaigns/checked/signatures", form + app.text_version("checked")).status == 200);
  letter_to(app, "zebulon@example.org");
  SQLite::Database(app.options().data + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000)
      .exec("UPDATE signature SET time_ms = 1000; UPDATE confirmation SET issued_ms = 1000");
  app::Options options = app.options();
  options.erase = app::Erase::Yes;
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  REQUIRE(app::retention(options, {in, out, err}) == app::kExitOk);
  for (const char* const trace : {"Zebulon", "zebulon@example.org", "Xylophones"}) {
    CHECK_MESSAGE(files_with(app.options().data, trace) == "", trace);
  }
}
