#include "shared/text/country.h"

#include <doctest/doctest.h>

#include "shared/text/country_table.h"
#include "shared/text/phone.h"
#include "shared/text/postcode.h"

using namespace undersigned;

TEST_CASE("all 250 countries are in alphabetical order and found at their place") {
  for (std::size_t i = 0; i < kCountries; ++i) {
    CAPTURE(country_at(i));
    CHECK(is_country(country_at(i)));
    CHECK(country_index(country_at(i)) == i);
    CHECK(find_country(country_at(i)) == i);
    if (i != 0) CHECK(country_at(i - 1) < country_at(i));
  }
}

TEST_CASE("of all pairs of letters just the countries are accepted") {
  std::size_t accepted = 0;
  for (char first = 'A'; first <= 'Z'; ++first) {
    for (char second = 'A'; second <= 'Z'; ++second) {
      if (is_country(std::string{first, second})) ++accepted;
    }
  }
  CHECK(accepted == kCountries);
  for (const char* code : {"", "A", "us", "USA", "A[", "@A"}) CHECK_FALSE(is_country(code));
}

TEST_CASE("every country has a calling code") {
  for (std::size_t i = 0; i < kCountries; ++i) {
    CAPTURE(country_at(i));
    bool found = false;
    for (std::string digits = "2"; digits.size() <= 10 && !found; digits += '2') {
      found = check_phone(digits, country_at(i)).ok();
    }
    CHECK(found);
  }
}

TEST_CASE("at least 45 countries have a postcode pattern") {
  std::size_t countries = 0;
  for (std::size_t i = 0; i < kCountries; ++i) {
    if (has_postcode_pattern(country_at(i))) ++countries;
  }
  CHECK(countries >= 45);
  CHECK_FALSE(has_postcode_pattern("AE"));
  CHECK_FALSE(has_postcode_pattern(""));
}
