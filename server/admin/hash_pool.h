// Two threads for hashing passwords, so that a login, which takes a tenth of a second on purpose, holds no worker that
// answers requests.
//
// Thread-safe. Work that waits is limited to limits::kPasswordWaitersMax.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace undersigned::admin {

class HashPool {
 public:
  HashPool();
  HashPool(const HashPool&) = delete;
  HashPool& operator=(const HashPool&) = delete;

  // Finishes what was taken on.
  ~HashPool();

  // False if too much waits already; then `work` is not run. `work` must not throw.
  [[nodiscard]] bool submit(std::function<void()> work);

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace undersigned::admin
