#include "server/store/sqlite/wal_maintenance.h"

#include <sqlite3.h>

#include <algorithm>

#include "server/limits.h"

namespace undersigned::store::sqlite {
namespace {

using std::chrono::milliseconds;

int note_pages(void* pages, sqlite3* /*database*/, const char* /*name*/, int in_log) {
  *static_cast<int*>(pages) = in_log;
  return SQLITE_OK;
}

}  // namespace

void WalMaintenance::watch(Connection& connection) {
  sqlite3_wal_hook(connection.database().getHandle(), note_pages, &pages_);
}

void WalMaintenance::maintain(Connection& connection, Time now) {
  if (connection.take_erased() && !holds_erased_) {
    holds_erased_ = true;
    next_ = std::min(next_, std::max(now, truncated_ + milliseconds(limits::kLogTruncateMsMin)));
  }
  if (now >= next_) return truncate(connection, now);
  if (pages_ < pages_max_) return;
  pages_ = 0;
  sqlite3_wal_checkpoint_v2(connection.database().getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void WalMaintenance::maintain_now(Connection& connection, Time now) {
  if (!connection.take_erased()) return maintain(connection, now);
  holds_erased_ = true;
  truncate(connection, now);
}

// Without a busy handler, SQLite returns instead of waiting for readers, and has then checkpointed what it could.
void WalMaintenance::truncate(Connection& connection, Time now) {
  sqlite3* const handle = connection.database().getHandle();
  sqlite3_busy_timeout(handle, 0);
  const int code = sqlite3_wal_checkpoint_v2(handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  sqlite3_busy_timeout(handle, limits::kDatabaseBusyMs);
  pages_ = 0;
  truncated_ = now;
  if (code == SQLITE_OK) {
    holds_erased_ = false;
    retry_after_ = milliseconds(0);
    next_ = now + milliseconds(limits::kLogTruncateMsMax);
    return;
  }
  retry_after_ = std::clamp(retry_after_ * 2, milliseconds(limits::kLogTruncateRetryMsMin),
                            milliseconds(limits::kLogTruncateRetryMsMax));
  next_ = now + retry_after_;
}

}  // namespace undersigned::store::sqlite
