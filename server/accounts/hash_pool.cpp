#include "server/accounts/hash_pool.h"

#include <algorithm>
#include <utility>

#include "server/limits.h"

namespace undersigned::accounts {

HashPool::HashPool() {
  for (std::size_t i = 0; i < limits::kPasswordHashesAtOnce; ++i) threads_.emplace_back([this] { run(); });
}

HashPool::~HashPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool HashPool::submit(const HashRequester& requester, std::function<void()> work) {
  {
    const std::lock_guard lock(mutex_);
    std::deque<Waiting>& queue = queues_.at(static_cast<std::size_t>(requester.priority));
    const auto of_one =
        std::count_if(queue.begin(), queue.end(), [&](const Waiting& waiting) { return waiting.id == requester.id; });
    const bool is_full =
        queue.size() >= limits::kHashesWaitingMax || static_cast<std::size_t>(of_one) >= limits::kHashesWaitingOfOneMax;
    if (stopping_ || is_full) return false;
    queue.push_back({requester.id, std::move(work)});
  }
  arrived_.notify_one();
  return true;
}

std::deque<HashPool::Waiting>* HashPool::next_queue() {
  for (std::size_t i = 0; i < queues_.size(); ++i) {
    std::deque<Waiting>& queue = queues_.at((turn_ + i) % queues_.size());
    if (queue.empty()) continue;
    turn_ = (turn_ + i + 1) % queues_.size();
    return &queue;
  }
  return nullptr;
}

void HashPool::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    std::deque<Waiting>* queue = nullptr;
    arrived_.wait(lock, [&] { return (queue = next_queue()) != nullptr || stopping_; });
    if (queue == nullptr) return;
    const std::function<void()> work = std::move(queue->front().work);
    queue->pop_front();
    lock.unlock();
    work();
    lock.lock();
  }
}

}  // namespace undersigned::accounts
