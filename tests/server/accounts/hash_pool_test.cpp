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
      const auto work = [this, i, shared = std::make_shared<std::promise<void>>(std::move(begun))] {
        shared->set_value();
        (i == 0 ? first_released_ : others_released_).wait();
      };
      REQUIRE(pool_->submit({HashPriority::Trusted, i}, work));
      has_begun.wait();
    }
  }

  bool submit(const HashRequester& requester, const std::string& name) {
    const bool taken = pool_->submit(requester, [this, name] {
      const std::lock_guard lock(mutex_);
      done_.push_back(name);
      if (done_.size() == taken_) others_.set_value();
    });
    taken_ += taken ? 1U : 0U;
    return taken;
  }

  // Lets one thread do all tasks, so that they have an order, and returns them in it.
  std::vector<std::string> open() {
    first_.set_value();
    others_released_.wait();
    pool_.reset();
    return done_;
  }

 private:
  std::promise<void> first_;
  std::promise<void> others_;
  std::shared_future<void> first_released_{first_.get_future()};
  std::shared_future<void> others_released_{others_.get_future()};
  std::mutex mutex_;
  std::size_t taken_ = 0;  // before open() only
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
