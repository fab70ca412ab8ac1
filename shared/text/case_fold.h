// Simple lower-casing, code point by code point, for scripts with two cases in daily use: Latin, Greek, Cyrillic,
// Armenian, Georgian, and full-width Latin. Independent of the locale: "I" always becomes "i". Follows the simple
// lower-case mappings of UnicodeData.txt for these blocks. Pure, safe from any thread.
#pragma once

#include <string>
#include <string_view>

namespace undersigned {

char32_t lower_char(char32_t code);

// Invalid bytes become U+FFFD.
std::string lower(std::string_view text);

}  // namespace undersigned
