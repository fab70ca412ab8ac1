// Simple lower-casing, one code point to one, of the scripts that have two cases in daily use: Latin, Greek, Cyrillic,
// Armenian, Georgian, and full-width Latin. No locale: "I" becomes "i" for everyone.
// Follows the simple lower-case mappings of UnicodeData.txt for these blocks. Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned {

char32_t lower_char(char32_t code);

// Ill-formed bytes become U+FFFD.
std::string lower(std::string_view text);

}  // namespace undersigned
