#include "server/ops/readiness.h"

#include <doctest/doctest.h>

#include "server/limits.h"
#include "tests/server/app/fixture.h"
#include "tests/server/store/fault_vfs.h"
#include "tests/server/store/fixture.h"

using namespace undersigned;
using namespace undersigned::testing;
using ops::Readiness;

namespace {

// A store on a disk that fails on demand; the test sets the free space and the time.
struct ReadinessFixture {
  TemporaryFolder temporary;
  std::unique_ptr<store::Store> store = store::testing::open_store(temporary.file("data"), store::testing::fault_vfs());
  std::uint64_t free_bytes = limits::kDiskFreeBytesMin;
  std::int64_t later_ms = 0;
  ops::ReadinessWatch watch{*store, [this] { return free_bytes; }, [this] { return base::steady_now_ms() + later_ms; }};
};

}  // namespace

TEST_CASE("a server that can write is ready, and finds out by writing") {
  ReadinessFixture fixture;
  fixture.watch.look();
  CHECK(fixture.store->stats().write_jobs == 1);
  CHECK(fixture.watch.state() == Readiness::Ready);
  fixture.watch.look();
  CHECK(fixture.store->stats().write_jobs == 1);
  fixture.later_ms = limits::kProbeAfterMs;
  fixture.watch.look();
  CHECK(fixture.store->stats().write_jobs == 2);
}

TEST_CASE("a disk that fails is noticed without a signer, and so is its coming back") {
  ReadinessFixture fixture;
  store::testing::fail_from(1);
  fixture.watch.look();
  CHECK(fixture.watch.state() == Readiness::StorageFails);
  store::testing::repair_disk();
  fixture.watch.look();
  CHECK(fixture.watch.state() == Readiness::Ready);
}

TEST_CASE("a disk that no longer answers is noticed") {
  ReadinessFixture fixture;
  fixture.watch.look();
  fixture.later_ms = limits::kStorageSilentMs - 1'000;
  CHECK(fixture.watch.state() == Readiness::Ready);
  fixture.later_ms = limits::kStorageSilentMs;
  CHECK(fixture.watch.state() == Readiness::StorageSilent);
}

TEST_CASE("a disk that is nearly full is noticed before it is") {
  ReadinessFixture fixture;
  fixture.free_bytes = limits::kDiskFreeBytesMin - 1;
  fixture.watch.look();
  CHECK(fixture.watch.state() == Readiness::DiskNearlyFull);
  fixture.free_bytes = limits::kDiskFreeBytesMin;
  fixture.watch.look();
  CHECK(fixture.watch.state() == Readiness::Ready);
}

TEST_CASE("a server that is about to stop says so first, and still takes signatures") {
  App app;
  CHECK(app.get("/readyz").status == 200);
  CHECK(app.get("/readyz").body == "{\"ready\":true}\n");
  app.begin_stop();
  const Answer answer = app.get("/readyz");
  CHECK(answer.status == 503);
  CHECK(answer.body == "{\"ready\":false,\"reason\":\"stopping\"}\n");
  CHECK(answer.header("retry-after") == "5");
  CHECK(answer.header("cache-control") == "no-store");
  CHECK(app.get("/healthz").body == "ok\n");
  CHECK(app.post("/v1/campaigns/open/signatures", app.form("Ana+Gil", "ana@example.org")).status == 200);
}
