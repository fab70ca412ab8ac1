// Erased data is in no file of the data folder, while the store is open and idle.
#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <latch>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>
#include <vector>

#include "server/store/sqlite/connection.h"
#include "shared/limits.h"
#include "tests/server/everywhere.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

constexpr const char* kTraces[] = {"Xochitl Quetzalli", "xochitl@example.org", "Marzipan for all", "key-of-her-phone"};

NewSignature sample_signature(SignatureStatus status = SignatureStatus::Confirmed) {
  NewSignature signature = status == SignatureStatus::Pending ? a_pending(7) : a_signature(7);
  signature.signature.name = kTraces[0];
  signature.signature.email = kTraces[1];
  signature.signature.comment = kTraces[2];
  signature.idempotency_key = kTraces[3];
  return signature;
}

std::string traces(const Fixture& fixture) {
  std::string found;
  for (const char* const trace : kTraces) {
    const std::string files = undersigned::testing::files_with(fixture.folder, trace);
    if (!files.empty()) found += std::string(trace) + " in " + files;
  }
  return found;
}

bool eventually_gone(const Fixture& fixture) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!traces(fixture).empty()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::yield();
  }
  return true;
}

// Another process that has a read snapshot while this object exists.
class Reader {
 public:
  explicit Reader(const Fixture& fixture)
      : database_(fixture.folder + "/undersigned.db", SQLite::OPEN_READONLY, 5'000) {
    database_.exec("BEGIN");
    database_.execAndGet("SELECT count(*) FROM person").getInt();
  }

 private:
  SQLite::Database database_;
};

TEST_CASE("once an erasure is answered, nothing of the signer is in the database or its log") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, sample_signature()).ok());
  for (std::uint64_t signer = 100; signer < 150; ++signer) REQUIRE(sign(*fixture.store, a_signature(signer)).ok());
  CHECK_FALSE(traces(fixture).empty());
  SUBCASE("by the signer or an owner") {
    REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 7)).ok());
  }
  SUBCASE("by the retention clock") {
    std::int64_t after = 0;
    do {
      const auto step = fixture.store->erase_expired(after, kNoonMs + 3LL * 366 * 24 * 60 * 60 * 1000);
      REQUIRE(step.ok());
      after = step->next;
    } while (after != 0);
  }
  CHECK(traces(fixture) == "");
  CHECK(counts_of(*fixture.store).confirmed == 51);
}

TEST_CASE("a request that nobody confirmed goes from the log with its mail") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, sample_signature(SignatureStatus::Pending)).ok());
  const auto step =
      fixture.store->erase_expired(0, kNoonMs + (limits::kPendingKeptDays + 1) * std::int64_t{24} * 60 * 60 * 1000);
  REQUIRE(step.ok());
  CHECK(traces(fixture) == "");
}

// A store that notes of which signatures it was told that they are erased.
struct Told {
  Told() {
    SqliteOptions options;
    options.folder = fixture.folder;
    options.erased = [this](const std::vector<std::int64_t>& cursors) {
      const std::lock_guard<std::mutex> lock(mutex);
      erased.insert(cursors.begin(), cursors.end());
    };
    fixture.store.reset();
    fixture.store = std::move(open_sqlite_store(options, Create::No)).value();
  }

  // Only after the next write is it certain that all before it were told.
  std::set<std::int64_t> all() {
    REQUIRE(fixture.store->probe().ok());
    const std::lock_guard<std::mutex> lock(mutex);
    return erased;
  }

  std::mutex mutex;
  std::set<std::int64_t> erased;
  Fixture fixture;
};

TEST_CASE("of every signature that is erased or deleted it is told, for the mails about it") {
  Told told;
  Store& store = *told.fixture.store;
  std::set<std::int64_t> expected;
  const auto stored = [&](NewSignature signature) {
    const std::string id = signature.public_id;
    REQUIRE(sign(store, std::move(signature)).ok());
    const std::vector<SignatureRow> rows = all_rows(store);
    return std::find_if(rows.begin(), rows.end(), [&](const SignatureRow& row) { return row.public_id == id; })->cursor;
  };
  SUBCASE("by the signer or an organizer") {
    expected = {stored(a_signature(1))};
    REQUIRE(store.erase_personal_data(key_of(store, 1)).ok());
  }
  SUBCASE("by the retention clock") {
    expected = {stored(a_pending(1)), stored(a_signature(2))};
    REQUIRE(store.erase_expired(0, kNoonMs + 3LL * 366 * 24 * 60 * 60 * 1000).ok());
  }
  SUBCASE("void, as its signer has confirmed another request") {
    stored(a_pending(1));
    expected = {stored(another(1, 1)), stored(another(1, 2))};
    REQUIRE(confirm(store, code_of(1, 1)).ok());
  }
  SUBCASE("withdrawn, and signed again") {
    expected = {stored(a_signature(1))};
    REQUIRE(store.set_status(key_of(store, 1), SignatureStatus::Withdrawn).ok());
    NewSignature again = another(1, 1);
    again.status = SignatureStatus::Confirmed;
    stored(again);
  }
  SUBCASE("deleted as a request") {
    expected = {stored(a_pending(1)), stored(another(1, 1))};
    REQUIRE(store.erase_requests(own_selection(1)).ok());
  }
  SUBCASE("while its mail was being written") {
    const std::int64_t cursor = stored(a_pending(1));
    const WaitingMail mail = store.waiting_mails(kNoonMs, 10)->at(0);
    REQUIRE(store.erase_personal_data(key_of(store, 1)).ok());
    CHECK(told.all() == std::set<std::int64_t>{cursor});
    told.erased.clear();
    expected = {cursor};
    REQUIRE(store.report_mails({{mail.id, MailOutcome::Sent, 0, kNoonMs, mail.cursor}}).ok());
  }
  CHECK(told.all() == expected);
}

TEST_CASE("who withdrew and signs anew leaves nothing of the first time") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, sample_signature()).ok());
  REQUIRE(fixture.store->set_status(key_of(*fixture.store, 7), SignatureStatus::Withdrawn).ok());
  REQUIRE(sign(*fixture.store, a_signature(7)).ok());
  CHECK(eventually_gone(fixture));
}

TEST_CASE("while somebody reads, people sign, and what was erased is gone soon after the reader") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, sample_signature()).ok());
  {
    const Reader reader(fixture);
    REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, 7)).ok());
    REQUIRE(sign(*fixture.store, a_signature(8)).ok());
    CHECK_FALSE(traces(fixture).empty());
  }
  CHECK(eventually_gone(fixture));
}

TEST_CASE("what another process erased, or one that was killed, is gone once the next one writes") {
  Fixture fixture;
  for (std::uint64_t signer = 100; signer < 150; ++signer) REQUIRE(sign(*fixture.store, a_signature(signer)).ok());
  REQUIRE(sign(*fixture.store, sample_signature()).ok());
  SQLite::Database other(fixture.folder + "/undersigned.db", SQLite::OPEN_READWRITE, 5'000);
  fixture.store.reset();  // not the last connection to close, which would delete the log
  other.exec("PRAGMA secure_delete = ON; DELETE FROM person; UPDATE signature SET idempotency_key = ''");
  CHECK_FALSE(traces(fixture).empty());
  fixture.store = open_store(fixture.folder);
  REQUIRE(sign(*fixture.store, a_signature(8)).ok());
  CHECK(eventually_gone(fixture));
}

TEST_CASE("of thousands erased among thousands, none is left where a row had been moved from page to page") {
  const Fixture fixture;
  constexpr std::uint64_t kSigners = 4'000;
  std::uint64_t random = 1;
  const auto next = [&random](std::uint64_t below) {
    random = random * 6'364'136'223'846'793'005U + 1'442'695'040'888'963'407U;
    return (random >> 33U) % below;
  };
  std::latch answered(kSigners);
  for (std::uint64_t signer = 0; signer < kSigners; ++signer) {
    NewSignature signature = a_signature(signer);
    signature.signature.name = "Quetzalli" + std::to_string(100'000 + signer);
    signature.signature.comment = std::string(std::array<std::size_t, 6>{0, 10, 50, 200, 1'000, 3'000}[next(6)], 'c');
    fixture.store->sign(std::move(signature), [&](const Result<Signed>& result) {
      CHECK(result.ok());
      answered.count_down();
    });
  }
  answered.wait();
  // Nine of ten, in random order, a few per transaction.
  {
    std::vector<std::uint64_t> order(kSigners);
    std::iota(order.begin(), order.end(), 0);
    for (std::uint64_t i = kSigners - 1; i > 0; --i) std::swap(order[i], order[next(i + 1)]);
    SQLite::Database other = sqlite::open_database({fixture.folder + "/undersigned.db", {}}, sqlite::Access::Write);
    SQLite::Statement erase(other, "DELETE FROM person WHERE signature_id = ?");
    other.exec("BEGIN");
    for (std::uint64_t i = 0; i < kSigners * 9 / 10; ++i) {
      if (i % 50 == 49) other.exec("COMMIT; BEGIN");
      erase.bind(1, static_cast<std::int64_t>(order[i]) + 1);
      erase.exec();
      erase.reset();
    }
    other.exec("COMMIT");
  }
  REQUIRE(sign(*fixture.store, a_signature(kSigners)).ok());
  REQUIRE(fixture.store->erase_personal_data(key_of(*fixture.store, kSigners)).ok());  // and the log is truncated
  std::set<std::string> left;
  std::ifstream in(fixture.folder + "/undersigned.db", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  for (std::size_t at = bytes.find("Quetzalli"); at != std::string::npos; at = bytes.find("Quetzalli", at + 1)) {
    left.insert(bytes.substr(at, 15));
  }
  CHECK(left.size() == kSigners / 10);
}

}  // namespace
}  // namespace undersigned::store::testing
