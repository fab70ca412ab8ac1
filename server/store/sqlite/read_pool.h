// A few read-only connections, each used by one reader at a time. A reader sees what was committed when it began, and
// never waits for the writer.
//
// Safe from any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "server/base/mutex.h"
#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/damage_log.h"
#include "server/store/sqlite/guard.h"
#include "server/store/stats.h"
#include "shared/result.h"

namespace undersigned::store::sqlite {

class ReadPool {
 public:
  ReadPool(DatabaseFile file, DamageLog& damage_log) : file_(std::move(file)), damage_log_(damage_log) {}

  // Runs `work(connection)`, which returns a Result and may throw SQLite::Exception. Busy if no connection became free
  // within limits::kReadWaitMs.
  template <class Work>
  auto read(const Work& work) -> std::invoke_result_t<Work, Connection&> {
    if (!reserve()) return Error{ErrorCode::Busy};
    std::unique_ptr<Connection> connection = take_idle();
    auto result = guarded([&]() -> std::invoke_result_t<Work, Connection&> {
      if (!connection) connection = std::make_unique<Connection>(file_, Access::Read);
      return work(*connection);
    });
    if (connection) damage_log_.note(connection->damaged().take());
    // A connection that failed is not reused.
    if (!result.ok() && result.error().code == ErrorCode::StorageFailed) connection.reset();
    release(std::move(connection));
    return result;
  }

  void read_stats(StoreStats& stats) const {
    stats.reads_waited = waited_;
    stats.reads_busy = busy_;
  }

 private:
  bool reserve();
  std::unique_ptr<Connection> take_idle();
  void release(std::unique_ptr<Connection> connection);

  const DatabaseFile file_;
  DamageLog& damage_log_;
  base::Mutex mutex_;
  base::Condition freed_;
  std::size_t in_use_ GUARDED_BY(mutex_) = 0;
  std::atomic<std::uint64_t> waited_{0};
  std::atomic<std::uint64_t> busy_{0};
  std::vector<std::unique_ptr<Connection>> idle_ GUARDED_BY(mutex_);
};

}  // namespace undersigned::store::sqlite
