#include "server/mail/task_queue.h"

#include <chrono>
#include <string>
#include <utility>

#include "server/base/log.h"
#include "server/limits.h"

namespace undersigned::mail {

TaskQueue::~TaskQueue() {
  stop();
}

void TaskQueue::start() {
  const std::lock_guard lock(mutex_);
  running_ = true;
  thread_ = std::thread([this] { run(); });
}

bool TaskQueue::post(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || tasks_.size() >= limits::kOutboxTasksMax) {
      ++refused_;
      return false;
    }
    tasks_.push_back(std::move(task));
  }
  changed_.notify_one();
  return true;
}

void TaskQueue::begin_stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
}

void TaskQueue::stop() {
  begin_stop();
  {
    std::unique_lock lock(mutex_);
    ended_.wait_for(lock, std::chrono::milliseconds(limits::kOutboxStopMs), [this] { return !running_; });
    out_of_time_ = true;
  }
  if (thread_.joinable()) thread_.join();
  const std::lock_guard lock(mutex_);
  if (!tasks_.empty()) base::log_warning("tasks_dropped", {{"tasks", std::to_string(tasks_.size())}});
  tasks_.clear();
}

TaskStats TaskQueue::stats() {
  const std::lock_guard lock(mutex_);
  return {.waiting = tasks_.size(), .refused = refused_};
}

void TaskQueue::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
    if (tasks_.empty() || out_of_time_) break;
    const std::function<void()> task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    lock.lock();
  }
  running_ = false;
  ended_.notify_one();
}

}  // namespace undersigned::mail
