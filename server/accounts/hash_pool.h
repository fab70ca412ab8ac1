// Two threads for hashing passwords. A sign-in takes a tenth of a second on purpose; here it does not block a worker
// that answers requests.
//
// There is one lane for each priority, and the lanes take turns, so that a crowd in one cannot lock out the others. One
// network or account gets at most limits::kHashesWaitingOfOneMax places in a lane. The destructor finishes the accepted
// work. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "server/base/executor.h"
#include "server/base/mutex.h"

namespace undersigned::accounts {

// Who wants a password hashed. Each priority has its own queue.
enum class HashPriority : std::uint8_t {
  Trusted,  // signed in, or with a link of ours, or at an address where this account was signed in within a day
  Fresh,    // no failed attempt from this network
  Failed
};

struct HashRequester {
  HashPriority priority = HashPriority::Failed;
  std::uint64_t id = 0;  // the network or account; unique within a priority
};

class HashPool {
 public:
  HashPool();

  // False, and `work` is not run, if limits::kHashesWaitingMax of this priority or limits::kHashesWaitingOfOneMax of
  // this requester are waiting. `work` must not throw.
  [[nodiscard]] bool submit(const HashRequester& requester, std::function<void()> work);

 private:
  base::Mutex mutex_;
  std::map<std::pair<HashPriority, std::uint64_t>, std::size_t> waiting_ GUARDED_BY(mutex_);  // of each requester
  base::Executor executor_;  // a lane for each priority
};

}  // namespace undersigned::accounts
