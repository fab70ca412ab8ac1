// Countries by their ISO 3166-1 alpha-2 codes, all 249 that are officially assigned. Pure, safe from any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

inline constexpr std::size_t kCountries = 249;

// The code at `index` (below kCountries) in alphabetical order of codes: what a select box goes through.
std::string_view country_at(std::size_t index);

// Whether `code` is an assigned code in upper case.
bool is_country(std::string_view code);

// Whether `code` is in `codes`, a list without anything between ("ATCHDE").
bool has_country(std::string_view codes, std::string_view code);

// The code in upper case; lower case, blanks around it and full-width letters are forgiven, and so is "UK", which is
// reserved for the United Kingdom and widely typed: it becomes "GB".
// Errors, of Field::Country: Required, NotACountry.
Result<std::string> check_country(std::string_view text);

}  // namespace undersigned
