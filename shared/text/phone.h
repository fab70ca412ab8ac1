// Phone numbers in the one form that can be dialled from anywhere: E.164, "+442079460958".
//
// Country calling codes follow ITU-T E.164 (list of 2016 with its amendments; Benin as of 30 November 2024), lengths,
// trunk and international prefixes libphonenumber, which tests/shared/oracles holds this against. Only the length is
// checked beyond that, not whether a number is in service. Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "shared/result.h"

namespace undersigned {

// "+", the country calling code and the number, 7 to 15 digits (limits.h), from what was typed: with + or an
// international prefix; or as in `country` (ISO 3166-1 alpha-2; empty when not known), whose calling code is then put
// before it and whose trunk prefix is dropped ("020 7946 0958", "+44 (0)20 ..." too, "0 15 11 96123-4567" with a
// carrier of Brazil); or with that calling code but no + ("354 6111234"). Mobiles of Argentina get their 9 for their
// 15, old numbers of Benin their 01. Forgiven: blanks, dots, hyphens, slashes, brackets, invisible characters, "tel:",
// the digits of any script. An extension ("ext. 12", ";ext=12", ",,12#") is no part of a number that can be kept so,
// and is dropped.
//
// Errors, all of Field::Phone: Required, TooLong (over limits::kPhoneCharsMax characters), BadEncoding, NotAPhone.
Result<std::string> check_phone(std::string_view text, std::string_view country);

}  // namespace undersigned
