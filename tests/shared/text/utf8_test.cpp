#include "shared/text/utf8.h"

#include <doctest/doctest.h>

using namespace undersigned;

TEST_CASE("every Unicode scalar value survives being written and read") {
  constexpr int kScalarValues = 0x110000 - 0x800;
  int survived = 0;
  for (char32_t code = 0; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code);
    const Utf8Char read = decode_utf8(text);
    if (read.code == code && read.bytes == text.size()) ++survived;
  }
  CHECK(survived == kScalarValues);
}

TEST_CASE("what is no scalar value is written as the replacement character") {
  for (const char32_t code : {0xD800U, 0xDFFFU, 0x110000U, 0xFFFFFFFFU}) {
    std::string text;
    append_utf8(text, code);
    CHECK(text == "\xEF\xBF\xBD");
  }
}

TEST_CASE("nothing is read from an empty text or past its end") {
  CHECK(decode_utf8("").bytes == 0);
  CHECK(decode_utf8(std::string_view("\xF0\x9F\x98\x80", 3)).bytes == 0);
}

TEST_CASE("an ill-formed byte counts as one character and reading goes on after it") {
  std::string_view text = "a\xFF\xC3\xA9";
  CHECK(count_chars(text) == 3);
  CHECK(take_char(text) == U'a');
  CHECK(take_char(text) == kReplacementCharacter);
  CHECK(take_char(text) == U'\u00E9');
  CHECK(text.empty());
}
