// Keeps the write-ahead log small, and free of what was erased.
//
// Between two transactions of the writer, the log is carried over into the database as soon as it has some pages. Pages
// that were carried over stay in the log's file until later ones overwrite them: what was erased in the database would
// stay readable there for thousands of commits. So after an erasure the file is truncated. While somebody reads from
// the log, that cannot be done: it is tried again, soon and then less often, until it succeeds. It is also done when
// the writer begins, and from time to time, as another process, or one that was killed, may have erased something.
//
// Nothing here waits for a reader. Of the writer's thread.
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

  // A connection that was just opened.
  void watch(Connection& connection);

  // After each transaction, and when next() has come. A failure is no harm: the log stays as it is.
  void maintain(Connection& connection, Time now);

  // The same for a transaction that somebody waits for: after an erasure, the log is truncated however short a time ago
  // that was done.
  void maintain_now(Connection& connection, Time now);

  // When look() is to be called though nobody writes.
  [[nodiscard]] Time next() const { return next_; }

  // What was erased may still be in the log.
  [[nodiscard]] bool holds_erased() const { return holds_erased_; }

 private:
  void truncate(Connection& connection, Time now);

  const int pages_max_;
  int pages_ = 0;  // in the log, as of the last commit
  bool holds_erased_ = false;
  Time truncated_{};  // or tried
  Time next_{};       // to truncate
  std::chrono::milliseconds retry_after_{0};
};

}  // namespace undersigned::store::sqlite
