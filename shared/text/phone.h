// Phone numbers in the form that works from anywhere: E.164, "+442079460958".
//
// Calling codes follow ITU-T E.164 (list of 2016 with amendments; Benin as of 30 November 2024). Lengths, trunk
// prefixes and international prefixes follow libphonenumber; tests/shared/oracles compares the results. Only the length
// is checked beyond that, not whether a number is in service. Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

// "+", the country calling code and the number: 7 to 15 digits (limits.h). It may be typed
// - with + or an international prefix,
// - as in `country` (ISO 3166-1 alpha-2; empty if unknown): the calling code is added and the trunk prefix removed
//   ("020 7946 0958", also "+44 (0)20 ...", "0 15 11 96123-4567" with a Brazilian carrier),
// - with the calling code but without + ("354 6111234").
//
// Argentine mobiles get 9 instead of 15, and old numbers of Benin get 01. Letters after a toll-free code stand for digits
// ("1 (800) FLOWERS"), as xx or ** does for a Brazilian carrier ("(0xx11) 96123-4567"). Tolerates blanks, dots, hyphens,
// slashes, brackets, invisible characters, a label ("Mob: "), a second +, and digits of any script. Drops extensions
// ("ext. 12", ";ext=12", ",,12#"). Short numbers of helplines, which only work within a country, are refused.
//
// Errors on Field::Phone: Required, TooLong (over limits::kPhoneCharsMax characters), BadEncoding, NotAPhone.
Result<std::string> check_phone(std::string_view text, std::string_view country);

}  // namespace undersigned
