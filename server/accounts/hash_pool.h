// Two threads for hashing passwords, so that a login, which takes a tenth of a second on purpose, holds no worker that
// answers requests.
//
// Work waits in three queues that take turns, so that a crowd of one standing keeps nobody of another out, and one
// network or account has no more than limits::kHashesWaitingOfOneMax places in its queue. Thread-safe.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

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
  HashPool(const HashPool&) = delete;
  HashPool& operator=(const HashPool&) = delete;

  // Finishes what was taken on.
  ~HashPool();

  // False if limits::kHashesWaitingMax of that standing wait already, or limits::kHashesWaitingOfOneMax of the same
  // network or account; then `work` is not run. `work` must not throw.
  [[nodiscard]] bool submit(const HashRequester& requester, std::function<void()> work);

 private:
  struct Waiting {
    std::uint64_t id = 0;
    std::function<void()> work;
  };

  void run();
  // The queue whose turn it is, or null; with the lock held.
  std::deque<Waiting>* next_queue();

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::array<std::deque<Waiting>, 3> queues_;  // by standing
  std::size_t turn_ = 0;                       // of the queue that is asked first
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace undersigned::accounts
