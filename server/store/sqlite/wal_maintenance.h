// Checkpoints the write-ahead log, and keeps erased data out of it.
//
// Between two transactions of the writer, the log is checkpointed as soon as it has some pages. Checkpointed pages stay
// in the log's file until later ones overwrite them: erased data would stay readable there for thousands of commits. So
// after an erasure the file is truncated. A reader can prevent that; then it is tried again, soon at first and later
// less often. It is also done when the writer starts and from time to time, since another process may have erased
// something.
//
// Nothing here waits for a reader. For the writer's thread only.
#pragma once

#include <chrono>

#include "server/store/sqlite/connection.h"

namespace undersigned::store::sqlite {

class WalMaintenance {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit WalMaintenance(int pages_max) : pages_max_(pages_max) {}
  WalMaintenance(const WalMaintenance&) = delete;
  WalMaintenance& operator=(const WalMaintenance&) = delete;

  // Takes a connection that was just opened.
  void watch(Connection& connection);

  // Call it after each transaction, and at next(). A failure does no harm: the log stays as it is.
  void maintain(Connection& connection, Time now);

  // The same for a transaction that somebody waits for: after an erasure it truncates the log, however recently that
  // was tried.
  void maintain_now(Connection& connection, Time now);

  // When to call maintain() even if nobody writes.
  [[nodiscard]] Time next() const { return next_; }

  // The log may still hold erased data.
  [[nodiscard]] bool holds_erased() const { return holds_erased_; }

 private:
  void truncate(Connection& connection, Time now);

  const int pages_max_;
  int pages_ = 0;  // in the log, as of the last commit
  bool holds_erased_ = false;
  Time truncated_{};  // or tried to
  Time next_{};       // when to truncate next
  std::chrono::milliseconds retry_after_{0};
};

}  // namespace undersigned::store::sqlite
