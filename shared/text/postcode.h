// Postcodes by the pattern of their country, in the spelling its post office uses.
//
// Patterns follow the Universal Postal Union's "Postal addressing systems" and libaddressinput, whose examples
// tests/shared/oracles holds them against. They say what a postcode looks like, not
// whether it is in use. Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

// The normal form: "sw1a1aa" in GB -> "SW1A 1AA", "1234ab" in NL -> "1234 AB". Forgiven: case, blanks, dots, hyphens,
// full-width characters, dashes of any keyboard and the
// postal mark of Japan, the digits of any script, and the country's letters in front ("D-10115", "LV-1010", "FL-9490").
// `country` is an ISO 3166-1 alpha-2 code in upper case. Where it is not one of those with a pattern (it has no
// postcodes, or is not known) any letters and digits are taken, with single blanks or hyphens between.
//
// Errors, all of Field::Postcode: Required, BadEncoding, TooLong (over limits::kPostcodeCharsMax in the normal form),
// NotAPostcode.
Result<std::string> check_postcode(std::string_view text, std::string_view country);

// Whether the country's postcodes have a pattern here. Where they have none, nobody can be made to enter one.
bool has_postcode_pattern(std::string_view country);

}  // namespace undersigned
