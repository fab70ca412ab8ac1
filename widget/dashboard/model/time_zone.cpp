#include "widget/dashboard/model/time_zone.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace undersigned::dashboard {

TimeZone::TimeZone(std::vector<Change> changes) : changes_(std::move(changes)) {
  std::sort(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) { return a.from_ms < b.from_ms; });
}

int TimeZone::offset_minutes(std::int64_t utc_ms) const {
  if (changes_.empty()) return 0;
  const auto next = std::upper_bound(changes_.begin(), changes_.end(), utc_ms,
                                     [](std::int64_t ms, const Change& change) { return ms < change.from_ms; });
  return next == changes_.begin() ? changes_.front().offset_minutes : std::prev(next)->offset_minutes;
}

CalendarTime TimeZone::calendar(std::int64_t utc_ms) const {
  return utc_calendar(local_ms(utc_ms));
}

CalendarTime utc_calendar(std::int64_t utc_ms) {
  using std::chrono::days;
  const std::int64_t day = (utc_ms >= 0 ? utc_ms : utc_ms - (kDayMs - 1)) / kDayMs;
  const std::int64_t minutes = (utc_ms - day * kDayMs) / kMinuteMs;
  const std::chrono::sys_days date{days{static_cast<int>(day)}};
  const std::chrono::year_month_day civil{date};
  CalendarTime time;
  time.year = static_cast<int>(civil.year());
  time.month = static_cast<int>(static_cast<unsigned>(civil.month()));
  time.day = static_cast<int>(static_cast<unsigned>(civil.day()));
  time.weekday = static_cast<int>(std::chrono::weekday{date}.c_encoding());
  time.hour = static_cast<int>(minutes / 60);
  time.minute = static_cast<int>(minutes % 60);
  return time;
}

}  // namespace undersigned::dashboard
