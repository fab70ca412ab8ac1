#include "widget/dashboard/views/format.h"

namespace undersigned::dashboard {
namespace {

std::string two_digits(int value) {
  std::string text = std::to_string(value);
  return text.size() < 2 ? "0" + text : text;
}

}  // namespace

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool placeholder = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    const auto index = placeholder ? static_cast<std::size_t>(pattern[i + 1] - '0') : values.size();
    if (index < values.size()) {
      text += values.begin()[index];
      i += 2;
    } else {
      text += pattern[i];
    }
  }
  return text;
}

std::string share(std::uint64_t part, std::uint64_t whole) {
  const std::uint64_t rounded = whole == 0 ? 0 : (part * 200 + whole) / (2 * whole);
  return part > 0 && rounded == 0 ? "<1%" : std::to_string(rounded) + "%";
}

std::string clock_time(const CalendarTime& time) {
  return two_digits(time.hour) + ":" + two_digits(time.minute);
}

std::string short_date(const Words& words, const CalendarTime& time) {
  return fill(words.date, {std::to_string(time.day), words.month[static_cast<std::size_t>(time.month - 1)]});
}

std::string long_date(const Words& words, const CalendarTime& time) {
  return fill(words.date_with_year, {std::to_string(time.day), words.month[static_cast<std::size_t>(time.month - 1)],
                                     std::to_string(time.year)});
}

std::string weekday_date(const Words& words, const CalendarTime& time) {
  return std::string(words.weekday[static_cast<std::size_t>(time.weekday)]) + " " + short_date(words, time);
}

}  // namespace undersigned::dashboard
