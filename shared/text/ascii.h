// Character tests that need no tables and no locale. ASCII only: for other characters they return false or the
// unchanged character. Pure, safe from any thread.
#pragma once

#include <string_view>

namespace undersigned {

template <class Char>
constexpr bool is_ascii_digit(Char c) {
  return c >= '0' && c <= '9';
}

template <class Char>
constexpr bool is_ascii_upper(Char c) {
  return c >= 'A' && c <= 'Z';
}

template <class Char>
constexpr bool is_ascii_lower(Char c) {
  return c >= 'a' && c <= 'z';
}

template <class Char>
constexpr bool is_ascii_letter(Char c) {
  return is_ascii_upper(c) || is_ascii_lower(c);
}

template <class Char>
constexpr bool is_ascii_alphanumeric(Char c) {
  return is_ascii_letter(c) || is_ascii_digit(c);
}

template <class Char>
constexpr Char ascii_lower(Char c) {
  return is_ascii_upper(c) ? static_cast<Char>(c + ('a' - 'A')) : c;
}

template <class Char>
constexpr Char ascii_upper(Char c) {
  return is_ascii_lower(c) ? static_cast<Char>(c - ('a' - 'A')) : c;
}

// Whether `text` equals `lower`, ignoring the case of ASCII letters. `lower` must be lower case.
constexpr bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (ascii_lower(text[i]) != lower[i]) return false;
  }
  return true;
}

}  // namespace undersigned
