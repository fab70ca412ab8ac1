#include "server/accounts/hash_pool.h"

#include "server/limits.h"

namespace undersigned::accounts {
namespace {

constexpr std::size_t kPriorities = static_cast<std::size_t>(HashPriority::Failed) + 1;

}  // namespace

HashPool::HashPool() : executor_({limits::kPasswordHashesAtOnce, kPriorities, limits::kHashesWaitingMax}) {}

bool HashPool::submit(const HashRequester& requester, std::function<void()> work) {
  const std::pair key(requester.priority, requester.id);
  const base::MutexLock lock(mutex_);
  if (const auto found = waiting_.find(key);
      found != waiting_.end() && found->second >= limits::kHashesWaitingOfOneMax) {
    return false;
  }
  const auto begin = [this, key, work = std::move(work)] {
    {
      const base::MutexLock begun(mutex_);
      if (--waiting_[key] == 0) waiting_.erase(key);
    }
    work();
  };
  if (!executor_.submit(begin, static_cast<std::size_t>(requester.priority))) return false;
  ++waiting_[key];
  return true;
}

}  // namespace undersigned::accounts
