// Tables by country, built at compile time from readable lists ("BE32NL31" or "9999:ATBE"), so that the program
// contains neither codes nor lists. Rows are in the order of country.h.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "shared/text/country.h"

namespace undersigned {

// One row for each country, and one at the end for unknown ones.
template <class Row>
using CountryTable = std::array<Row, kCountries + 1>;

// country_index() for compile time, within the compiler's step limit.
constexpr std::size_t find_country(std::string_view code) {
  const auto rank = [](char first, char second) { return first * 26 + second; };
  std::size_t low = 0;
  for (std::size_t high = kCountries; low < high;) {
    const std::size_t middle = (low + high) / 2;
    const bool before = rank(kCountryCodes[2 * middle], kCountryCodes[2 * middle + 1]) < rank(code[0], code[1]);
    (before ? low : high) = before ? middle + 1 : middle;
  }
  return low < kCountries && country_at(low) == code ? low : kCountries;
}

}  // namespace undersigned
