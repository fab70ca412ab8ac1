#include "widget/dashboard/views/format.h"

#include <doctest/doctest.h>

#include <string>

#include "fixtures.h"

using namespace undersigned;
using namespace undersigned::dashboard;

TEST_CASE("a sentence takes its values where they are named") {
  CHECK(fill("{1} of {0}", {"a", "b"}) == "b of a");
  CHECK(fill("{0}{0}", {"x"}) == "xx");
  CHECK(fill("{2} {", {"a"}) == "{2} {");
}

TEST_CASE("a share is rounded, and a little is never nothing") {
  CHECK(share(1, 3) == "33%");
  CHECK(share(2, 3) == "67%");
  CHECK(share(1, 100'000) == "<1%");
  CHECK(share(0, 5) == "0%");
  CHECK(share(0, 0) == "0%");
}

TEST_CASE("dates and times are written in the reader's language") {
  const CalendarTime time = utc_calendar(kNow);
  CHECK(clock_time(time) == "15:10");
  CHECK(short_date(words(Locale::English), time) == "24 Aug");
  CHECK(long_date(words(Locale::Spanish), time) == "24 ago 2018");
  CHECK(weekday_date(words(Locale::English), time) == "Fri 24 Aug");
}

TEST_CASE("no language leaves a word out") {
  for (const Locale locale : kLocales) {
    const Words& table = words(locale);
    const auto* fields = reinterpret_cast<const std::string_view*>(&table);
    static_assert(sizeof(Words) % sizeof(std::string_view) == 0);
    for (std::size_t i = 0; i < sizeof(Words) / sizeof(std::string_view); ++i) CHECK_FALSE(fields[i].empty());
  }
}
