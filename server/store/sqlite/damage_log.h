// Reports rows that were left out because they are damaged, with their number and nothing from them.
//
// DamagedRows is used by one thread at a time. DamageLog is safe from any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "server/base/mutex.h"
#include "server/store/sqlite/open.h"

namespace undersigned::store::sqlite {

// What one read, or one transaction, left out.
class DamagedRows {
 public:
  struct OfTable {
    std::size_t rows = 0;
    std::int64_t first_id = 0;
  };
  using Tables = std::map<std::string_view, OfTable>;

  // `table` must be a literal.
  void add(std::string_view table, std::int64_t id);
  Tables take() { return std::exchange(tables_, {}); }

 private:
  Tables tables_;
};

class DamageLog {
 public:
  explicit DamageLog(Report report) : report_(std::move(report)) {}

  // Reports the same rows once an hour at most: a page may be read every second.
  void note(const DamagedRows::Tables& tables);

 private:
  using Clock = std::chrono::steady_clock;
  bool is_new(std::string_view table, std::int64_t first_id);

  const Report report_;
  base::Mutex mutex_;
  std::map<std::pair<std::string_view, std::int64_t>, Clock::time_point> reported_ GUARDED_BY(mutex_);
};

}  // namespace undersigned::store::sqlite
