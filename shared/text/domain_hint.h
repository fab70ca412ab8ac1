// "Did you mean gmail.com?" for a mail domain that is a typo of a large provider's.
//
// A hint, never an error: GOV.UK advises to warn and let people continue. Optimal string alignment distance
// (Damerau-Levenshtein without a second edit of the same place). Pure, no allocation, safe from any thread.
#pragma once

#include <string_view>

namespace undersigned {

// Longer domains are not typos of a listed one.
inline constexpr std::size_t kHintDomainBytesMax = 20;

// The provider's domain that was most likely meant by `domain` (lower case, as check_email() returns it), or empty.
// Also empty for domains on the list, for real domains similar to one, and for a provider's name with another country's
// ending.
std::string_view suggest_domain(std::string_view domain);

}  // namespace undersigned
