// Postcodes by the pattern of their country, in the spelling of its post office.
//
// Patterns follow the Universal Postal Union's "Postal addressing systems" and libaddressinput, whose examples
// tests/shared/oracles uses. They describe what a postcode looks like, not whether it is in use. Pure, safe from any
// thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

// The normalized form: "sw1a1aa" in GB -> "SW1A 1AA", "1234ab" in NL -> "1234 AB". Tolerates any case, blanks, dots,
// hyphens, full-width characters, dashes of any keyboard, the Japanese postal mark, digits of any script, the country's
// letters in front ("D-10115", "LV-1010", "FL-9490"), and words around it ("Postcode SW1A 1AA", "10115 Berlin"). O and I
// may be typed for 0 and 1, and the reverse, where that leaves one postcode ("SWIA 1AA"). `country` is an ISO 3166-1 alpha-2 code in upper case.
// If it has no pattern here, because it has no postcodes or is unknown, any letters and digits are accepted, separated
// by single blanks or hyphens.
//
// Errors on Field::Postcode: Required, BadEncoding, TooLong (over limits::kPostcodeCharsMax when normalized),
// NotAPostcode.
Result<std::string> check_postcode(std::string_view text, std::string_view country);

// Whether there is a pattern for the country. If not, nobody can be required to enter a postcode.
bool has_postcode_pattern(std::string_view country);

}  // namespace undersigned
