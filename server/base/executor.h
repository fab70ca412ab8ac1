// Runs tasks on threads of its own. They wait in lanes that take turns, so that a crowd in one lane holds up nobody in
// another; a lane that is full takes no more.
//
// Thread-safe. submit() never waits. Tasks must not throw.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "server/base/mutex.h"

namespace undersigned::base {

struct ExecutorSize {
  std::size_t threads = 1;
  std::size_t lanes = 1;
  std::size_t waiting_max = 0;  // in each lane
};

struct ExecutorStats {
  std::size_t waiting = 0;
  std::uint64_t refused = 0;  // since the start
};

class Executor {
 public:
  using Task = std::function<void()>;

  explicit Executor(const ExecutorSize& size);
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // Finishes what waits, unless it was stopped before.
  ~Executor();

  // False, and the task is not run: the lane is full, or the end has begun. Within a lane tasks begin in their order.
  [[nodiscard]] bool submit(Task task, std::size_t lane = 0);

  // Takes nothing more.
  void begin_stop();

  // Waits for what waits and runs, but begins nothing later than `patience` from now. Returns how many tasks were
  // dropped for that. Of one thread.
  std::size_t stop(std::chrono::milliseconds patience);

  [[nodiscard]] ExecutorStats stats();

 private:
  void run();
  void join();
  // The lane whose turn it is, or null.
  std::deque<Task>* next_lane() REQUIRES(mutex_);
  [[nodiscard]] std::size_t waiting() const REQUIRES(mutex_);

  const std::size_t waiting_max_;
  Mutex mutex_;
  Condition arrived_;
  Condition ended_;
  std::vector<std::deque<Task>> lanes_ GUARDED_BY(mutex_);
  std::size_t turn_ GUARDED_BY(mutex_) = 0;  // of the lane that is asked first
  std::uint64_t refused_ GUARDED_BY(mutex_) = 0;
  bool stopping_ GUARDED_BY(mutex_) = false;
  bool out_of_time_ GUARDED_BY(mutex_) = false;
  std::size_t running_ GUARDED_BY(mutex_);  // threads that have not ended
  std::vector<std::thread> threads_;
};

}  // namespace undersigned::base
