#include "server/store/sqlite/damage_log.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::chrono::hours kReportAgain{1};
constexpr std::size_t kRemembered = 1000;

}  // namespace

void DamagedRows::add(std::string_view table, std::int64_t id) {
  OfTable& found = tables_[table];
  if (found.rows++ == 0) found.first_id = id;
}

bool DamageLog::is_new(std::string_view table, std::int64_t first_id) {
  const base::MutexLock lock(mutex_);
  if (reported_.size() > kRemembered) reported_.clear();
  const Clock::time_point now = Clock::now();
  const auto [known, is_first] = reported_.try_emplace({table, first_id}, now);
  if (!is_first && now - known->second < kReportAgain) return false;
  known->second = now;
  return true;
}

void DamageLog::note(const DamagedRows::Tables& tables) {
  for (const auto& [table, found] : tables) {
    if (!report_ || !is_new(table, found.first_id)) continue;
    report_(std::to_string(found.rows) + (found.rows == 1 ? " row" : " rows") + " of the table " + std::string(table) +
            (found.rows == 1 ? " is damaged and was left out" : " are damaged and were left out") +
            ": run `doctor --deep`, and restore a backup or ask for help");
  }
}

}  // namespace undersigned::store::sqlite
