#include "server/base/executor.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <string>

using std::chrono::milliseconds;
using undersigned::base::Executor;

namespace {

// Keeps a thread of `executor` busy until it is opened.
class Barrier {
 public:
  explicit Barrier(Executor& executor) {
    REQUIRE(executor.submit([this, opened = opening_.get_future().share()] {
      begun_.set_value();
      opened.wait();
    }));
    begun_.get_future().wait();
  }
  void open() { opening_.set_value(); }

 private:
  std::promise<void> begun_;
  std::promise<void> opening_;
};

}  // namespace

TEST_CASE("tasks of a lane begin in their order, and lanes take turns") {
  std::string order;
  {
    Executor executor({.threads = 1, .lanes = 2, .waiting_max = 8});
    Barrier barrier(executor);
    for (const char name : {'a', 'b', 'c'}) REQUIRE(executor.submit([&order, name] { order += name; }, 0));
    for (const char name : {'x', 'y'}) REQUIRE(executor.submit([&order, name] { order += name; }, 1));
    barrier.open();
  }
  CHECK(order == "xaybc");
}

TEST_CASE("a full lane takes no more, while another does") {
  std::atomic<int> done{0};
  {
    Executor executor({.threads = 1, .lanes = 2, .waiting_max = 2});
    Barrier barrier(executor);
    const auto count = [&done] { ++done; };
    CHECK(executor.submit(count, 0));
    CHECK(executor.submit(count, 0));
    CHECK_FALSE(executor.submit(count, 0));
    CHECK(executor.submit(count, 1));
    CHECK(executor.stats().waiting == 3);
    CHECK(executor.stats().refused == 1);
    barrier.open();
  }
  CHECK(done == 3);
}

TEST_CASE("what waits when the executor ends is still done, and nothing is taken after the end has begun") {
  std::atomic<int> done{0};
  Executor executor({.threads = 2, .lanes = 1, .waiting_max = 100});
  for (int i = 0; i < 100; ++i) (void)executor.submit([&done] { ++done; });
  executor.begin_stop();
  CHECK_FALSE(executor.submit([&done] { done = 1'000; }));
  CHECK(executor.stop(milliseconds{60'000}) == 0);
  CHECK(done == static_cast<int>(100 - (executor.stats().refused - 1)));
}

TEST_CASE("what would begin too late is dropped and counted") {
  std::atomic<std::size_t> done{0};
  std::size_t taken = 0;
  Executor executor({.threads = 1, .lanes = 1, .waiting_max = 1'000});
  Barrier barrier(executor);
  for (; taken < 5; ++taken) REQUIRE(executor.submit([&done] { ++done; }));
  std::future<std::size_t> stopped = std::async(std::launch::async, [&] { return executor.stop(milliseconds{0}); });
  while (executor.submit([&done] { ++done; })) ++taken;  // until the end has begun, or the lane is full
  barrier.open();
  const std::size_t dropped = stopped.get();
  CHECK(dropped + done == taken);
  CHECK(executor.stats().waiting == 0);
}
