// What routes put off until after their reply, so that the reply's time tells nothing of what it finds: run in the
// order posted, on a thread of its own, beside the mails.
//
// Thread-safe. post() never waits, so that callbacks of the store may call it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace undersigned::mail {

struct TaskStats {
  std::size_t waiting = 0;
  std::uint64_t refused = 0;  // since the start
};

class TaskQueue {
 public:
  TaskQueue() = default;
  TaskQueue(const TaskQueue&) = delete;
  TaskQueue& operator=(const TaskQueue&) = delete;
  // Stops.
  ~TaskQueue();

  void start();

  // False, and nothing is done: limits::kOutboxTasksMax wait already, or it has begun to stop. Whoever asked is to be
  // told so, as everybody is who asks then. The task must not throw.
  [[nodiscard]] bool post(std::function<void()> task);

  // Nothing is taken any more.
  void begin_stop();

  // Finishes what was taken; what would begin later than limits::kOutboxStopMs from now is dropped.
  void stop();

  TaskStats stats();

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> tasks_;
  std::uint64_t refused_ = 0;
  bool stopping_ = false;
  bool out_of_time_ = false;
  std::condition_variable ended_;
  bool running_ = false;
  std::thread thread_;
};

}  // namespace undersigned::mail
