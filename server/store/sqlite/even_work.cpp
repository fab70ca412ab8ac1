#include "server/store/sqlite/even_work.h"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>

namespace undersigned::store::sqlite {
namespace {

constexpr std::size_t kSmallBatch = 8;
constexpr std::int64_t kPages = 16;
constexpr std::int64_t kPagesAnOperation = 2;

std::int64_t take_pages_written(sqlite3* database) {
  int pages = 0;
  int highest = 0;
  sqlite3_db_status(database, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 1);
  return pages;
}

}  // namespace

EvenWork::EvenWork(Connection& connection) : connection_(connection) {
  take_pages_written(connection_.database().getHandle());
}

void EvenWork::fill_up(std::size_t operations) {
  std::int64_t missing = 1;
  if (operations <= kSmallBatch) {
    sqlite3* database = connection_.database().getHandle();
    // Into the log, where what is not committed does not count yet: only then SQLite says how many pages there are.
    if (const int code = sqlite3_db_cacheflush(database); code != SQLITE_OK) throw SQLite::Exception(database, code);
    const std::int64_t expected = kPages + kPagesAnOperation * static_cast<std::int64_t>(operations - 1);
    missing = std::max<std::int64_t>(expected - take_pages_written(database), 1);
  }
  connection_.query("UPDATE ballast SET number = number + 1 WHERE id <= ?").bind(missing).run();
}

}  // namespace undersigned::store::sqlite
