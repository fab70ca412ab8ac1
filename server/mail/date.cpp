#include "server/mail/date.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <string_view>

namespace undersigned::mail {
namespace {

struct UtcTime {
  int year, month, day, weekday, hour, minute, second, millisecond;
};

UtcTime utc_time(std::int64_t time_ms) {
  using std::chrono::milliseconds;
  const std::chrono::sys_time<milliseconds> time{milliseconds(time_ms)};
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(midnight);
  const std::chrono::hh_mm_ss clock(time - midnight);
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int>(static_cast<unsigned>(date.month())),
          .day = static_cast<int>(static_cast<unsigned>(date.day())),
          .weekday = static_cast<int>(std::chrono::weekday(midnight).c_encoding()),
          .hour = static_cast<int>(clock.hours().count()),
          .minute = static_cast<int>(clock.minutes().count()),
          .second = static_cast<int>(clock.seconds().count()),
          .millisecond = static_cast<int>(clock.subseconds().count())};
}

constexpr std::array<const char*, 7> kWeekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::size_t kRoom = 80;  // more than any of these integers can fill

}  // namespace

std::string date_header(std::int64_t time_ms) {
  const UtcTime t = utc_time(time_ms);
  std::array<char, kRoom> text{};
  std::snprintf(text.data(), text.size(), "%s, %d %s %04d %02d:%02d:%02d +0000",
                kWeekdays[static_cast<std::size_t>(t.weekday)], t.day, kMonths[static_cast<std::size_t>(t.month - 1)],
                t.year, t.hour, t.minute, t.second);
  return text.data();
}

std::string date_compact(std::int64_t time_ms) {
  const UtcTime t = utc_time(time_ms);
  std::array<char, kRoom> text{};
  std::snprintf(text.data(), text.size(), "%04d%02d%02dT%02d%02d%02d.%03dZ", t.year, t.month, t.day, t.hour, t.minute,
                t.second, t.millisecond);
  return text.data();
}

}  // namespace undersigned::mail
