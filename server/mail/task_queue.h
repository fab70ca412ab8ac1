// Tasks that routes defer until after their reply, so that the reply's duration reveals nothing about them. They run in
// the order posted, on a thread of their own.
//
// Thread-safe. post() never blocks, so that callbacks of the store may call it.
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

  // False, and the task is dropped, if limits::kOutboxTasksMax are waiting or the queue is stopping. Tell the client:
  // everybody gets the same answer then. The task must not throw.
  [[nodiscard]] bool post(std::function<void()> task);

  // From now on no task is accepted.
  void begin_stop();

  // Finishes the accepted tasks. A task that would begin later than limits::kOutboxStopMs from now is dropped.
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
