// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
//
// Everything else in text/ reads its input through decode_utf8(), so invalid UTF-8 is handled in one place. Pure, no
// allocation except append_utf8(), safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace undersigned {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

struct Utf8Char {
  char32_t code = 0;
  std::uint8_t bytes = 0;  // 1 to 4; 0: no well-formed character
};

// The first character of `text`. `bytes` is 0 if `text` is empty or begins with invalid UTF-8.
Utf8Char decode_utf8(std::string_view text);

// Appends `code`. A value that is not a Unicode scalar value is written as U+FFFD.
void append_utf8(std::string& out, char32_t code);

bool is_utf8(std::string_view text);

bool is_ascii(std::string_view text);

// The number of code points. Each invalid byte counts as one.
std::size_t count_chars(std::string_view text);

// Removes and returns the first character of `text`; U+FFFD and one byte if `text` begins with invalid UTF-8. `text`
// must not be empty.
char32_t take_char(std::string_view& text);

}  // namespace undersigned
