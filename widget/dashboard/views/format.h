// Values as text: sentences with placeholders, shares, dates and times of day.
//
// Numbers come from shared/locale. Pure; safe from any thread.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "widget/dashboard/model/time_zone.h"
#include "widget/dashboard/views/words.h"

namespace undersigned::dashboard {

// `pattern` with {0}, {1}, ... replaced.
std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values);

// `part` of `whole` in per cent, rounded to the nearest; "<1%" for less than one, "0%" for nothing.
std::string share(std::uint64_t part, std::uint64_t whole);

std::string clock_time(const CalendarTime& time);                        // "14:05"
std::string short_date(const Words& words, const CalendarTime& time);    // "21 Aug"
std::string long_date(const Words& words, const CalendarTime& time);     // "21 Aug 2018"
std::string weekday_date(const Words& words, const CalendarTime& time);  // "Tue 21 Aug"

}  // namespace undersigned::dashboard
