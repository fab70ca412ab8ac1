#include "server/store/sqlite/even_work.h"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <algorithm>
#include <thread>

namespace undersigned::store::sqlite {
namespace {

constexpr std::size_t kSmallBatch = 8;

// Of one operation, nearly always: 6 for a new signature, 12 with its mail, some more where it stands in for one that
// was withdrawn, or where a page is full and becomes two.
constexpr std::int64_t kPages = 12;
constexpr std::int64_t kPagesWithMail = 20;
// For each of the others in a batch; they share most of their pages. `ballast` has rows for all of it.
constexpr std::int64_t kPagesMore = 2;

// Three times what it takes.
constexpr std::chrono::microseconds kWorkTime{250};

// Writes the pages that were changed into the log, where they do not count before the commit. Only then SQLite tells
// how many there are.
void flush(sqlite3* database) {
  if (const int code = sqlite3_db_cacheflush(database); code != SQLITE_OK) throw SQLite::Exception(database, code);
}

std::int64_t take_pages_written(sqlite3* database) {
  int pages = 0;
  int highest = 0;
  sqlite3_db_status(database, SQLITE_DBSTATUS_CACHE_WRITE, &pages, &highest, 1);
  return pages;
}

void touch_ballast(Connection& connection, std::int64_t rows) {
  connection.query("UPDATE ballast SET number = number + 1 WHERE id <= ?").bind(rows).run();
}

}  // namespace

bool is_evened_out(std::size_t operations) {
  return operations <= kSmallBatch;
}

EvenWork::EvenWork(Connection& connection) : connection_(connection), start_(std::chrono::steady_clock::now()) {
  take_pages_written(connection_.database().getHandle());
}

void EvenWork::fill_up(std::size_t operations, MayMail may_mail) {
  if (!is_evened_out(operations)) {
    touch_ballast(connection_, 1);
    return;
  }
  const std::int64_t pages = may_mail == MayMail::Yes ? kPagesWithMail : kPages;
  fill_pages(pages + kPagesMore * static_cast<std::int64_t>(operations - 1));
  std::this_thread::sleep_until(start_ + kWorkTime);
}

void EvenWork::fill_pages(std::int64_t pages) {
  sqlite3* database = connection_.database().getHandle();
  flush(database);
  touch_ballast(connection_, std::max<std::int64_t>(pages - take_pages_written(database), 1));
  flush(database);
}

}  // namespace undersigned::store::sqlite
