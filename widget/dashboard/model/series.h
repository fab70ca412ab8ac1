// Signatures over time: equal buckets, and the axes a chart of them needs.
//
// Hours are UTC hours, shown in the reader's time zone. Days are UTC days and keep their UTC date. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "widget/dashboard/model/time_zone.h"

namespace undersigned::dashboard {

enum class Unit : std::uint8_t { Hour, Day };

struct Series {
  Unit unit = Unit::Hour;
  std::int64_t from_ms = 0;  // start of the first bucket, UTC
  std::int64_t step_ms = kHourMs;
  std::vector<std::uint32_t> counts;

  [[nodiscard]] std::int64_t bucket_ms(std::size_t bucket) const {
    return from_ms + static_cast<std::int64_t>(bucket) * step_ms;
  }
};

// How many buckets a series may have: limits::kMomentumHoursMax or kMomentumDaysMax.
std::size_t buckets_max(Unit unit);

// Appends empty buckets up to the one that contains `now_ms`, so that hours or days without signatures are shown too.
void fill_until(Series& series, std::int64_t now_ms);

// The last `buckets` of a series.
Series last(const Series& series, std::size_t buckets);

// Joins `factor` buckets to one, counted back from the newest, so that only the oldest may be incomplete.
Series grouped(const Series& series, std::size_t factor);

// The series in at most `bars_max` bars: the newest hours, or days joined by 7, 28, 91 or 364.
Series fitted(const Series& series, std::size_t bars_max);

std::uint64_t total(const Series& series);
// The first bucket with the largest count; 0 for an empty series.
std::size_t peak(const Series& series);

// Steps of 1, 2 or 5 times a power of ten, at least 1, with at most `steps_max` of them up to `largest`.
struct ValueAxis {
  std::uint64_t step = 1;
  std::uint64_t top = 1;  // the last tick, at least `largest`
};
ValueAxis value_axis(std::uint64_t largest, std::size_t steps_max);

enum class TickKind : std::uint8_t { Hour, Day, Month, Year };
struct TimeTick {
  std::size_t bucket = 0;
  TickKind kind = TickKind::Hour;
};
// The buckets in which an hour, a day, a Monday, a month or a year of local time begins, at most `ticks_max`.
std::vector<TimeTick> time_ticks(const Series& series, const TimeZone& zone, std::size_t ticks_max);

}  // namespace undersigned::dashboard
