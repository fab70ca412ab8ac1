#include "server/store/sqlite/read_pool.h"

#include <chrono>

#include "server/limits.h"

namespace undersigned::store::sqlite {

bool ReadPool::reserve() {
  std::unique_lock lock(mutex_);
  if (in_use_ >= limits::kReadConnections) ++waited_;
  const bool free = freed_.wait_for(lock, std::chrono::milliseconds(limits::kReadWaitMs),
                                    [this] { return in_use_ < limits::kReadConnections; });
  if (free) {
    ++in_use_;
  } else {
    ++busy_;
  }
  return free;
}

std::unique_ptr<Connection> ReadPool::take_idle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Connection> connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void ReadPool::release(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --in_use_;
    if (connection) idle_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

}  // namespace undersigned::store::sqlite
