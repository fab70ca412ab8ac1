#include "widget/dashboard/model/series.h"

#include <doctest/doctest.h>

#include <array>
#include <vector>

#include "fixtures.h"
#include "shared/limits.h"

using namespace undersigned;
using namespace undersigned::dashboard;

namespace {

Series hours(std::int64_t from_ms, std::vector<std::uint32_t> counts) {
  return {Unit::Hour, from_ms, kHourMs, std::move(counts)};
}
Series days(std::int64_t from_ms, std::vector<std::uint32_t> counts) {
  return {Unit::Day, from_ms, kDayMs, std::move(counts)};
}
constexpr std::int64_t kMidnight = 1'535'068'800'000;  // 24 August 2018, 00:00 UTC, a Friday

}  // namespace

TEST_CASE("axis steps are 1, 2 or 5 times a power of ten and reach the largest value") {
  struct Case {
    std::uint64_t largest, step, top;
  };
  constexpr std::array<Case, 10> kCases{{{0, 1, 1},
                                         {1, 1, 1},
                                         {3, 1, 3},
                                         {4, 1, 4},
                                         {5, 2, 6},
                                         {9, 5, 10},
                                         {86, 50, 100},
                                         {214, 100, 300},
                                         {1000, 500, 1000},
                                         {123'456, 50'000, 150'000}}};
  for (const Case& each : kCases) {
    const ValueAxis axis = value_axis(each.largest, 4);
    CHECK_MESSAGE(axis.step == each.step, each.largest);
    CHECK_MESSAGE(axis.top == each.top, each.largest);
  }
}

TEST_CASE("hours without a signature up to now are shown as zero") {
  Series series = hours(kMidnight, {5, 7});
  fill_until(series, kMidnight + 4 * kHourMs + kMinuteMs);
  CHECK(series.counts == std::vector<std::uint32_t>{5, 7, 0, 0, 0});
  fill_until(series, kMidnight);
  CHECK(series.counts.size() == 5);
}

TEST_CASE("a series never grows beyond its limit, whatever the clock says") {
  Series series = hours(0, {1});
  fill_until(series, kNow);
  CHECK(series.counts.size() == limits::kMomentumHoursMax);
}

TEST_CASE("days that do not fit are joined into weeks counted back from today") {
  std::vector<std::uint32_t> counts(20, 1);
  const Series series = fitted(days(kMidnight, counts), 10);
  CHECK(series.step_ms == 7 * kDayMs);
  CHECK(series.counts == std::vector<std::uint32_t>{6, 7, 7});
  CHECK(series.bucket_ms(2) == kMidnight + 13 * kDayMs);
  CHECK(total(series) == 20);
}

TEST_CASE("hours that do not fit are cut to the newest") {
  const Series series = fitted(hours(kMidnight, {1, 2, 3, 4}), 2);
  CHECK(series.counts == std::vector<std::uint32_t>{3, 4});
  CHECK(series.from_ms == kMidnight + 2 * kHourMs);
  CHECK(peak(series) == 1);
  CHECK(fitted(hours(kMidnight, {1}), 0).counts.empty());
}

TEST_CASE("ticks stand at the reader's midnights, also across a change of the clock") {
  const TimeZone new_york({{0, -240}});
  const auto ticks = time_ticks(hours(kMidnight, std::vector<std::uint32_t>(72, 1)), new_york, 4);
  REQUIRE(ticks.size() == 3);
  CHECK(ticks[0].bucket == 4);
  CHECK(ticks[1].bucket == 28);
  CHECK(ticks[2].kind == TickKind::Day);
  // Summer time ends on the second day, which has 25 hours.
  const TimeZone changing({{0, -240}, {kMidnight + 40 * kHourMs, -300}});
  const auto longer = time_ticks(hours(kMidnight, std::vector<std::uint32_t>(72, 1)), changing, 4);
  REQUIRE(longer.size() == 3);
  CHECK(longer[1].bucket == 28);
  CHECK(longer[2].bucket == 53);
}

TEST_CASE("ticks of a zone half an hour off stand in the hour that holds midnight") {
  const TimeZone india({{0, 330}});
  const auto ticks = time_ticks(hours(kMidnight, std::vector<std::uint32_t>(48, 1)), india, 4);
  REQUIRE(ticks.size() == 4);  // every twelve hours
  CHECK(ticks[0].bucket == 7);
}

TEST_CASE("long series have ticks at months or years") {
  const auto months = time_ticks(days(kMidnight, std::vector<std::uint32_t>(200, 1)), TimeZone(), 8);
  REQUIRE(!months.empty());
  CHECK(months[0].kind == TickKind::Month);
  CHECK(months[0].bucket == 8);  // 1 September
  const auto years = time_ticks(days(kMidnight, std::vector<std::uint32_t>(1000, 1)), TimeZone(), 4);
  CHECK(years[0].kind == TickKind::Year);
}

TEST_CASE("dates and weekdays are right before and after leap days and before 1970") {
  struct Case {
    std::int64_t ms;
    int year, month, day, weekday, hour, minute;
  };
  constexpr std::array<Case, 4> kCases{{{0, 1970, 1, 1, 4, 0, 0},
                                        {kNow, 2018, 8, 24, 5, 15, 10},
                                        {1'582'934'400'000, 2020, 2, 29, 6, 0, 0},
                                        {-60'000, 1969, 12, 31, 3, 23, 59}}};
  for (const Case& each : kCases) {
    const CalendarTime time = utc_calendar(each.ms);
    CHECK(time.year == each.year);
    CHECK(time.month == each.month);
    CHECK(time.day == each.day);
    CHECK(time.weekday == each.weekday);
    CHECK(time.hour == each.hour);
    CHECK(time.minute == each.minute);
  }
}

TEST_CASE("a zone's offset holds from its change on, and the first one also before") {
  const TimeZone zone({{2000, 60}, {1000, 120}});
  CHECK(zone.offset_minutes(0) == 120);
  CHECK(zone.offset_minutes(1000) == 120);
  CHECK(zone.offset_minutes(1999) == 120);
  CHECK(zone.offset_minutes(2000) == 60);
  CHECK(TimeZone().offset_minutes(kNow) == 0);
}
