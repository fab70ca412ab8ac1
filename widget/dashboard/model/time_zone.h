// The reader's time zone, with daylight saving, and calendar dates from milliseconds.
//
// The browser passes the list of offset changes once; nothing here reads a clock. Pure; safe from any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace undersigned::dashboard {

inline constexpr std::int64_t kMinuteMs = 60'000;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

struct CalendarTime {
  int year = 1970;
  int month = 1;    // 1 to 12
  int day = 1;      // 1 to 31
  int weekday = 4;  // 0 is Sunday
  int hour = 0;
  int minute = 0;
};

class TimeZone {
 public:
  struct Change {
    std::int64_t from_ms = 0;  // UTC
    int offset_minutes = 0;    // added to UTC from then on
  };

  TimeZone() = default;  // UTC
  // `changes` in any order. The first one's offset also holds before it.
  explicit TimeZone(std::vector<Change> changes);

  [[nodiscard]] int offset_minutes(std::int64_t utc_ms) const;
  [[nodiscard]] std::int64_t local_ms(std::int64_t utc_ms) const { return utc_ms + offset_minutes(utc_ms) * kMinuteMs; }
  [[nodiscard]] CalendarTime calendar(std::int64_t utc_ms) const;

 private:
  std::vector<Change> changes_;
};

// The proleptic Gregorian date of `utc_ms` in UTC.
CalendarTime utc_calendar(std::int64_t utc_ms);

}  // namespace undersigned::dashboard
