// "Did you mean gmail.com?" for a mail domain that is one slip of the finger from a large provider's.
//
// A hint, never an error: GOV.UK's advice is to warn and let people go on. Optimal string alignment distance (Damerau-
// Levenshtein without a second edit of the same place). Pure, no allocation, safe from any thread.
#pragma once

#include <string_view>

namespace undersigned {

// Longer domains are nobody's slip for a listed one.
inline constexpr std::size_t kHintDomainBytesMax = 20;

// The provider's domain most likely meant by `domain` (lower-case, as check_email() leaves it), or empty. Empty for
// every domain on the list, for real domains known to be near one, and for a provider's name under another country's
// ending.
std::string_view suggest_domain(std::string_view domain);

}  // namespace undersigned
