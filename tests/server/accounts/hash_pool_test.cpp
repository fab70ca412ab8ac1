#include "server/accounts/hash_pool.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/limits.h"
#include "shared/limits.h"

using namespace undersigned;
using accounts::HashPool;
using accounts::HashPriority;
using accounts::HashRequester;

namespace {

// A pool whose threads all block in their first task until open().
class BlockedPool {
 public:
  BlockedPool() {
    for (std::size_t i = 0; i < limits::kPasswordHashesAtOnce; ++i) {
      std::promise<void> begun;
      std::future<void> has_begun = begun.get_future();
      const auto work = [this, shared = std::make_shared<std::promise<void>>(std::move(begun))] {
        shared->set_value();
        released_.wait();
      };
      REQUIRE(pool_->submit({HashPriority::Trusted, i}, work));
      has_begun.wait();
    }
  }

  bool submit(const HashRequester& requester, const std::string& name) {
    return pool_->submit(requester, [this, name] {
      const std::lock_guard lock(mutex_);
      done_.push_back(name);
    });
  }

  // Unblocks, waits, and returns the finished tasks in order.
  std::vector<std::string> open() {
    opening_.set_value();
    pool_.reset();
    return done_;
  }

 private:
  std::promise<void> opening_;
  std::shared_future<void> released_{opening_.get_future()};
  std::mutex mutex_;
  std::vector<std::string> done_;
  std::unique_ptr<HashPool> pool_ = std::make_unique<HashPool>();
};

}  // namespace

TEST_CASE("one network has only so many places, and a crowd of those who failed leaves those of others free") {
  BlockedPool pool;
  std::size_t taken = 0;
  for (int i = 0; i < 10; ++i) taken += pool.submit({HashPriority::Failed, 1}, "one") ? 1U : 0U;
  CHECK(taken == limits::kHashesWaitingOfOneMax);
  for (std::uint64_t network = 2; network < 100; ++network) {
    taken += pool.submit({HashPriority::Failed, network}, "crowd") ? 1U : 0U;
  }
  CHECK(taken == limits::kHashesWaitingMax);
  CHECK(pool.submit({HashPriority::Fresh, 1}, "fresh"));
  CHECK(pool.submit({HashPriority::Trusted, 1}, "trusted"));
  CHECK(pool.open().size() == taken + 2);
}

TEST_CASE("those who failed, those who did not and those signed in take turns") {
  BlockedPool pool;
  for (std::uint64_t network = 1; network <= 4; ++network)
    REQUIRE(pool.submit({HashPriority::Failed, network}, "failed"));
  REQUIRE(pool.submit({HashPriority::Fresh, 9}, "fresh"));
  REQUIRE(pool.submit({HashPriority::Trusted, 9}, "trusted"));
  const std::vector<std::string> done = pool.open();
  REQUIRE(done.size() == 6);
  for (const char* name : {"fresh", "trusted"}) {
    CHECK(std::find(done.begin(), done.begin() + 4, name) != done.begin() + 4);
  }
}
