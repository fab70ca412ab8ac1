// The kind of a code point, as far as checking a form needs it, in a small table.
//
// Deliberately coarser than the Unicode Character Database (the widget's whole core has 12 kB). An unknown code point
// counts as a Letter, so no script is refused, and punctuation inside a script's block counts as letters. Spaces,
// controls, formats, private use, noncharacters, emoji and the punctuation of common blocks are exact. Ranges follow
// Unicode 14. Pure, no allocation, safe from any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace undersigned {

enum class CharKind : std::uint8_t {
  Letter,
  Mark,    // combining: vowel signs, accents, variation selectors
  Digit,   // decimal digits of any script: digit_value() is 0 to 9
  Symbol,  // punctuation, symbols, emoji
  Space,   // including invisible fillers that look like blanks
  LineBreak,
  Joiner,  // U+200C and U+200D, needed inside words of Persian, Hindi, Sinhala, and in emoji
  // Soft hyphen, zero-width space, BOM, what dictation leaves (U+FFFC), private use (bullets pasted from Word and PDFs),
  // and all formatting characters of the Unicode Bidirectional Algorithm. They come with pasted text, show nothing here,
  // and are dropped everywhere.
  Ignorable,
  Forbidden,  // controls, noncharacters
};

CharKind char_kind(char32_t code);

// 0 to 9 for a decimal digit of one of the 20 most used scripts, including full-width ones; otherwise -1.
int digit_value(char32_t code);

// Separators in phone numbers and postcodes: blanks, dots, hyphens and dashes of any keyboard, slashes, brackets, the
// Japanese postal mark, and the direction marks that contact lists put around numbers.
bool is_separator(char32_t code);

// Changes the direction of the following text until it is ended: U+202A to U+202E, U+2066 to U+2069.
constexpr bool turns_direction(char32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

// The ASCII equivalent of a full-width form (U+FF01 to U+FF5E), which East Asian keyboards produce; other characters
// unchanged.
constexpr char32_t narrow_char(char32_t code) {
  return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

// Removes Space, LineBreak and Ignorable characters at both ends. A view into `text`; invalid bytes stay.
std::string_view trim(std::string_view text);

}  // namespace undersigned
