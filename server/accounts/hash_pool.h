// Two threads for hashing passwords. A sign-in takes a tenth of a second on purpose; here it does not block a worker
// that answers requests.
//
// There is one queue for each priority, and the queues take turns, so that a crowd in one cannot lock out the others.
// One network or account gets at most limits::kHashesWaitingOfOneMax places in a queue. Thread-safe.
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
  HashPool(const HashPool&) = delete;
  HashPool& operator=(const HashPool&) = delete;

  // Finishes the accepted work.
  ~HashPool();

  // False, and `work` is not run, if limits::kHashesWaitingMax of this priority or limits::kHashesWaitingOfOneMax of
  // this requester are waiting. `work` must not throw.
  [[nodiscard]] bool submit(const HashRequester& requester, std::function<void()> work);

 private:
  struct Waiting {
    std::uint64_t id = 0;
    std::function<void()> work;
  };

  void run();
  // The queue to take from next, or null. Call with the lock held.
  std::deque<Waiting>* next_queue();

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::array<std::deque<Waiting>, 3> queues_;  // by priority
  std::size_t turn_ = 0;                       // the queue to look at first
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace undersigned::accounts
