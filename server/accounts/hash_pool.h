// Two threads for hashing passwords, so that a login, which takes a tenth of a second on purpose, holds no worker that
// answers requests.
//
// Work waits in a lane for each standing; they take turns, so that a crowd of one standing keeps nobody of another out, and one
// network or account has no more than limits::kHashesWaitingOfOneMax places in its lane. What was taken on is finished. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

#include "server/base/executor.h"

namespace undersigned::accounts {

// Who wants a password hashed.
enum class HashPriority : std::uint8_t {
  Trusted,  // somebody signed in, with a link of ours, or from where this account was signed in within a day
  Fresh,    // nothing has failed of their network
  Failed
};

struct HashRequester {
  HashPriority priority = HashPriority::Failed;
  std::uint64_t id = 0;  // which network or account, among those of the standing
};

class HashPool {
 public:
  HashPool();

  // False if limits::kHashesWaitingMax of that standing wait already, or limits::kHashesWaitingOfOneMax of the same
  // network or account; then `work` is not run. `work` must not throw.
  [[nodiscard]] bool submit(const HashRequester& requester, std::function<void()> work);

 private:
  std::mutex mutex_;
  std::map<std::pair<HashPriority, std::uint64_t>, std::size_t> waiting_;  // of each requester
  base::Executor executor_;                                                // a lane for each standing
};

}  // namespace undersigned::accounts
