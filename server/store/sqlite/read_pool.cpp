#include "server/store/sqlite/read_pool.h"

#include <chrono>

#include "server/limits.h"

namespace undersigned::store::sqlite {

bool ReadPool::reserve() {
  base::MutexLock lock(mutex_);
  if (in_use_ >= limits::kReadConnections) ++waited_;
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(limits::kReadWaitMs);
  while (in_use_ >= limits::kReadConnections && freed_.wait_until(lock, until)) {
  }
  const bool free = in_use_ < limits::kReadConnections;
  if (free) {
    ++in_use_;
  } else {
    ++busy_;
  }
  return free;
}

std::unique_ptr<Connection> ReadPool::take_idle() {
  const base::MutexLock lock(mutex_);
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Connection> connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void ReadPool::release(std::unique_ptr<Connection> connection) {
  {
    const base::MutexLock lock(mutex_);
    --in_use_;
    if (connection) idle_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

}  // namespace undersigned::store::sqlite
