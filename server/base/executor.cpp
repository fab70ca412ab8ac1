#include "server/base/executor.h"

#include <utility>

namespace undersigned::base {

Executor::Executor(const ExecutorSize& size)
    : waiting_max_(size.waiting_max), lanes_(size.lanes), running_(size.threads) {
  for (std::size_t i = 0; i < size.threads; ++i) threads_.emplace_back([this] { run(); });
}

Executor::~Executor() {
  begin_stop();
  join();
}

void Executor::join() {
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

bool Executor::submit(Task task, std::size_t lane) {
  {
    const MutexLock lock(mutex_);
    std::deque<Task>& tasks = lanes_.at(lane);
    if (stopping_ || tasks.size() >= waiting_max_) {
      ++refused_;
      return false;
    }
    tasks.push_back(std::move(task));
  }
  arrived_.notify_one();
  return true;
}

void Executor::begin_stop() {
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_all();
}

std::size_t Executor::stop(std::chrono::milliseconds patience) {
  begin_stop();
  {
    MutexLock lock(mutex_);
    const auto until = std::chrono::steady_clock::now() + patience;
    while (running_ > 0 && ended_.wait_until(lock, until)) {
    }
    out_of_time_ = true;
  }
  join();
  const MutexLock lock(mutex_);
  const std::size_t dropped = waiting();
  for (std::deque<Task>& lane : lanes_) lane.clear();
  return dropped;
}

ExecutorStats Executor::stats() {
  const MutexLock lock(mutex_);
  return {.waiting = waiting(), .refused = refused_};
}

std::size_t Executor::waiting() const {
  std::size_t sum = 0;
  for (const std::deque<Task>& lane : lanes_) sum += lane.size();
  return sum;
}

std::deque<Executor::Task>* Executor::next_lane() {
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    const std::size_t lane = (turn_ + i) % lanes_.size();
    if (lanes_[lane].empty()) continue;
    turn_ = (lane + 1) % lanes_.size();
    return &lanes_[lane];
  }
  return nullptr;
}

void Executor::run() {
  MutexLock lock(mutex_);
  for (;;) {
    while (!stopping_ && waiting() == 0) arrived_.wait(lock);
    std::deque<Task>* const lane = out_of_time_ ? nullptr : next_lane();
    if (lane == nullptr) break;
    {
      const Task task = std::move(lane->front());
      lane->pop_front();
      lock.unlock();
      task();
    }
    lock.lock();
  }
  --running_;
  ended_.notify_all();
}

}  // namespace undersigned::base
