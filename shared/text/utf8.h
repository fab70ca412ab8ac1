// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
//
// Everything else in text/ reads its input through decode_utf8(), so bytes that are not UTF-8 are met in one place.
// Pure, no allocation except append_utf8(), safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace undersigned {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

struct Utf8Char {
  char32_t code = 0;
  std::uint8_t bytes = 0;  // 1 to 4; 0 where there is no well-formed character
};

// The character `text` begins with. Its `bytes` are 0 when `text` is empty or begins ill-formed.
Utf8Char decode_utf8(std::string_view text);

// Appends `code`, which must be a Unicode scalar value; any other value is written as U+FFFD.
void append_utf8(std::string& out, char32_t code);

bool is_utf8(std::string_view text);

bool is_ascii(std::string_view text);

// Code points. A byte that belongs to no well-formed character counts as one.
std::size_t count_chars(std::string_view text);

// Takes the first character off `text`: its code point, or U+FFFD and one byte where `text` is ill-formed.
// `text` must not be empty.
char32_t take_char(std::string_view& text);

}  // namespace undersigned
