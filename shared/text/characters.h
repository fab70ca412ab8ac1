// What kind of thing a code point is, as far as checking a form needs it, in one small table.
//
// This is deliberately coarser than the Unicode Character Database (the widget's whole core has 12 kB): a code point
// that is not known to be anything else counts as a Letter, so no script is refused, and punctuation inside the blocks
// of a script counts with its letters. Spaces, controls, formats, private use, noncharacters, emoji and the punctuation
// of the common blocks are exact. Follows Unicode 14 where it names ranges.
// Pure, no allocation, safe from any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace undersigned {

enum class CharKind : std::uint8_t {
  Letter,
  Mark,    // combining: vowel signs, accents, variation selectors
  Digit,   // decimal digits of any script: digit_value() is 0 to 9
  Symbol,  // punctuation, symbols, emoji
  Space,   // also the invisible fillers that pass for blanks
  LineBreak,
  Joiner,  // U+200C and U+200D, which Persian, Hindi, Sinhala and emoji need inside words
  // Soft hyphen, zero-width space, BOM, what dictation leaves (U+FFFC), and everything of the Unicode Bidirectional
  // Algorithm: marks, embeddings, overrides, isolates. Comes along with pasting, cannot be seen, is dropped everywhere.
  Ignorable,
  Forbidden,  // controls, private use, noncharacters
};

CharKind char_kind(char32_t code);

// 0 to 9 for a decimal digit of any of the 20 most used scripts, full-width ones too; -1 for anything else.
int digit_value(char32_t code);

// What people put between the digits of a phone number or a postcode: blanks, dots, hyphens and dashes of any keyboard,
// slashes, brackets, the postal mark of Japan, and the direction marks that contact lists wrap around numbers.
bool is_separator(char32_t code);

// What changes the direction of the text that follows, until it is ended: U+202A to U+202E, U+2066 to U+2069.
constexpr bool turns_direction(char32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

// The ASCII twin of a full-width form (U+FF01 to U+FF5E), as an East Asian keyboard writes it; others unchanged.
constexpr char32_t narrow_char(char32_t code) {
  return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

// Without Space, LineBreak and Ignorable characters at both ends. A view into `text`; ill-formed bytes stay.
std::string_view trim(std::string_view text);

}  // namespace undersigned
