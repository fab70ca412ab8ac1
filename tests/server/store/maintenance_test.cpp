#include <doctest/doctest.h>

#include <numeric>

#include "tests/server/store/fault_vfs.h"
#include "tests/server/store/fixture.h"

namespace undersigned::store::testing {
namespace {

template <std::size_t kBounds>
std::uint64_t total(const Histogram<kBounds>& histogram) {
  return std::accumulate(histogram.buckets.begin(), histogram.buckets.end(), std::uint64_t{0});
}

TEST_CASE("what the writer does is counted by what it came to") {
  const Fixture fixture;
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(sign(*fixture.store, a_signature(1)).ok());
  REQUIRE(sign(*fixture.store, a_pending(2)).ok());
  REQUIRE(confirm(*fixture.store, code_of(2, 1)).ok());
  REQUIRE(confirm(*fixture.store, code_of(2, 1)).ok());
  REQUIRE_FALSE(confirm(*fixture.store, wrong_code_of(2)).ok());
  REQUIRE_FALSE(sign(*fixture.store, a_signature(3, "no-such-campaign")).ok());
  const StoreStats stats = fixture.store->stats();
  CHECK(stats.signed_stored == 2);
  CHECK(stats.signed_already_there == 1);
  CHECK(stats.confirmed == 1);
  CHECK(stats.confirmed_already == 1);
  CHECK(stats.refused == 2);
  CHECK(stats.failed == 0);
  CHECK(stats.write_jobs == 1);  // the import
  CHECK(stats.batches == 7);
  CHECK(total(stats.batch_sizes) == 7);
  CHECK(stats.batch_sizes.sum == 7);
  CHECK(total(stats.batch_seconds) == 7);
  CHECK(stats.batch_seconds.sum > 0);
  CHECK(stats.last_commit_ms > 0);
  CHECK(stats.queue_depth == 0);
  CHECK_FALSE(stats.failing);
}

TEST_CASE("a write that failed is counted as one, and that it works again is known") {
  undersigned::testing::TemporaryFolder temporary;
  const std::unique_ptr<Store> store = open_store(temporary.file("data"), fault_vfs());
  REQUIRE(store->import_campaigns({a_campaign()}, {}).ok());
  fail_from(1);
  CHECK_FALSE(sign(*store, a_signature(1)).ok());
  CHECK_FALSE(store->probe().ok());
  CHECK(store->stats().failed == 1);
  CHECK(store->stats().write_failures == 2);
  CHECK(store->stats().failing);
  CHECK(store->stats().batches == 0);
  repair_disk();
  CHECK(store->probe().ok());
  CHECK_FALSE(store->stats().failing);
  CHECK(store->stats().write_jobs == 3);
}

TEST_CASE("a database keeps the mark of its secret, once it was given one") {
  Fixture fixture;
  CHECK_FALSE(fixture.store->secret_mark()->has_value());
  SecretMark mark{};
  mark.fill(7);
  REQUIRE(fixture.store->set_secret_mark(mark).ok());
  fixture.reopen();
  CHECK(fixture.store->secret_mark().value() == mark);
  mark.fill(8);
  REQUIRE(fixture.store->set_secret_mark(mark).ok());
  CHECK(fixture.store->secret_mark().value() == mark);
}

TEST_CASE("mails are counted, due or not") {
  const Fixture fixture;
  CHECK(fixture.store->mails_in_outbox().value() == 0);
  REQUIRE(sign(*fixture.store, a_pending(1)).ok());
  REQUIRE(sign(*fixture.store, a_pending(2)).ok());
  CHECK(fixture.store->mails_in_outbox().value() == 2);
  take_mails(*fixture.store);
  CHECK(fixture.store->mails_in_outbox().value() == 0);
}

}  // namespace
}  // namespace undersigned::store::testing
