#include <doctest/doctest.h>

#include <cstdint>
#include <limits>

#include "shared/locale/locale.h"

using namespace undersigned;

TEST_CASE("numbers are grouped the reader's way") {
  CHECK(number(Locale::English, 0) == "0");
  CHECK(number(Locale::English, 999) == "999");
  CHECK(number(Locale::English, 1'234'567) == "1,234,567");
  CHECK(number(Locale::French, 1'234'567) == "1\u202f234\u202f567");
  CHECK(number(Locale::German, 1'234) == "1.234");
  CHECK(number(Locale::Portuguese, 1'234) == "1.234");
  CHECK(number(Locale::Russian, 12'345) == "12\u00a0345");
  CHECK(number(Locale::Ukrainian, 1'234) == "1\u00a0234");
  CHECK(number(Locale::Chinese, 1'234'567) == "1,234,567");
  CHECK(number(Locale::Vietnamese, 1'234'567) == "1.234.567");
  CHECK(number(Locale::Arabic, 1'234'567) == "1,234,567");
  CHECK(number(Locale::Hebrew, 1'234'567) == "1,234,567");
}

TEST_CASE("Spanish leaves four digits together") {
  CHECK(number(Locale::Spanish, 1'234) == "1234");
  CHECK(number(Locale::Spanish, 12'345) == "12.345");
}

TEST_CASE("Hindi groups lakhs and crores") {
  CHECK(number(Locale::Hindi, 999) == "999");
  CHECK(number(Locale::Hindi, 12'345) == "12,345");
  CHECK(number(Locale::Hindi, 123'456) == "1,23,456");
  CHECK(number(Locale::Hindi, 1'234'567) == "12,34,567");
  CHECK(number(Locale::Hindi, 123'456'789) == "12,34,56,789");
}

TEST_CASE("the largest count has a text") {
  CHECK(number(Locale::English, std::numeric_limits<std::uint64_t>::max()) == "18,446,744,073,709,551,615");
}
