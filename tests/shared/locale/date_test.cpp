#include <doctest/doctest.h>

#include "shared/locale/locale.h"

using namespace undersigned;

TEST_CASE("days are written the reader's way") {
  CHECK(day(Locale::English, "2018-08-21") == "August 21, 2018");
  CHECK(day(Locale::Spanish, "2018-08-01") == "1 de agosto de 2018");
  CHECK(day(Locale::French, "2018-08-02") == "2 août 2018");
  CHECK(day(Locale::German, "2018-03-01") == "1. März 2018");
  CHECK(day(Locale::Portuguese, "2018-03-21") == "21 de março de 2018");
  CHECK(day(Locale::Russian, "2018-08-01") == "1 августа 2018\u00a0г.");
  CHECK(day(Locale::Ukrainian, "2018-08-01") == "1 серпня 2018\u00a0р.");
  CHECK(day(Locale::Chinese, "2018-08-01") == "2018年8月1日");
  CHECK(day(Locale::Hindi, "2018-08-01") == "1 अगस्त 2018");
  CHECK(day(Locale::Vietnamese, "2018-08-01") == "1 tháng 8, 2018");
  CHECK(day(Locale::Arabic, "2018-08-01") == "1 أغسطس 2018");
  CHECK(day(Locale::Hebrew, "2018-08-01") == "1 באוגוסט 2018");
}

TEST_CASE("the first of a month is an ordinal where people write it so") {
  CHECK(day(Locale::French, "2027-01-01") == "1er janvier 2027");
  CHECK(day(Locale::French, "2027-01-11") == "11 janvier 2027");
  CHECK(day(Locale::Portuguese, "2027-01-01") == "1º de janeiro de 2027");
  CHECK(day(Locale::Portuguese, "2027-01-31") == "31 de janeiro de 2027");
  CHECK(day(Locale::Spanish, "2027-01-01") == "1 de enero de 2027");
}

TEST_CASE("what is not a date stays as it is") {
  CHECK(day(Locale::English, "soon") == "soon");
  CHECK(day(Locale::English, "2018-02-30") == "2018-02-30");
  CHECK(day(Locale::English, "") == "");
}
