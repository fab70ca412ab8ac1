#include "shared/text/characters.h"

#include <doctest/doctest.h>

using namespace undersigned;

TEST_CASE("letters of every script are letters, and their signs are marks") {
  for (const char32_t code :
       U"aZ\u00E9\u00DF\u0142\u03A9\u0416\u0561\u10D0\u05D0\u0639\u0905\u0995\u0E01\u0F40\u1000"
       U"\u1780\u1200\u13A0\u1401\u1820\u2D30\u303B\u3042\u30A2\u4E2D\uAC00\U00020BB7\U0001E900") {
    if (code == 0) continue;
    CAPTURE(static_cast<std::uint32_t>(code));
    CHECK(char_kind(code) == CharKind::Letter);
  }
  for (const char32_t code : {0x301U, 0x5B0U, 0x64BU, 0x93EU, 0x94DU, 0x9BFU, 0xA71U, 0xDCAU, 0xE31U, 0xEB1U, 0x1031U,
                              0x17B6U, 0x3099U, 0xFE0FU, 0xE0100U}) {
    CAPTURE(code);
    CHECK(char_kind(code) == CharKind::Mark);
  }
}

TEST_CASE("blanks, line breaks, joiners and invisible characters are told apart") {
  for (const char32_t code : {0x20U, 0x9U, 0xA0U, 0x1680U, 0x2003U, 0x202FU, 0x205FU, 0x2800U, 0x3000U, 0x3164U}) {
    CHECK(char_kind(code) == CharKind::Space);
  }
  for (const char32_t code : {0xAU, 0xDU, 0x85U, 0x2028U, 0x2029U}) CHECK(char_kind(code) == CharKind::LineBreak);
  for (const char32_t code : {0x200CU, 0x200DU}) CHECK(char_kind(code) == CharKind::Joiner);
  for (const char32_t code : {0xADU, 0x200BU, 0x200EU, 0x200FU, 0x202AU, 0x202EU, 0x2060U, 0x2066U, 0x2069U, 0xE000U,
                              0xF0B7U, 0xF8FFU, 0xFEFFU, 0xFFFCU, 0xE0041U, 0xF0000U, 0x10FFFDU}) {
    CAPTURE(code);
    CHECK(char_kind(code) == CharKind::Ignorable);
  }
}

TEST_CASE("controls and noncharacters are forbidden in every plane") {
  for (const char32_t code : {0x0U, 0x8U, 0x1FU, 0x7FU, 0x9FU, 0xD800U, 0xFDD0U, 0xFFFDU, 0x110000U, 0xFFFFFFFFU}) {
    CAPTURE(code);
    CHECK(char_kind(code) == CharKind::Forbidden);
  }
  for (char32_t plane = 0; plane <= 0x10; ++plane) {
    CHECK(char_kind(plane << 16 | 0xFFFE) == CharKind::Forbidden);
    CHECK(char_kind(plane << 16 | 0xFFFF) == CharKind::Forbidden);
  }
}

TEST_CASE("digits of other scripts have their value") {
  CHECK(digit_value('7') == 7);
  CHECK(digit_value(0x0660) == 0);
  CHECK(digit_value(0x06F9) == 9);
  CHECK(digit_value(0x096C) == 6);
  CHECK(digit_value(0xFF15) == 5);
  CHECK(digit_value('a') == -1);
  CHECK(digit_value(0x00B2) == -1);
  CHECK(char_kind(0x0E53) == CharKind::Digit);
}

TEST_CASE("trimming keeps what stands inside and bytes that are not UTF-8") {
  CHECK(trim(" \t\u00A0a b\u200B\n") == "a b");
  CHECK(trim(" \xFF ") == "\xFF");
  CHECK(trim("\u3000\u200E").empty());
  CHECK(trim("").empty());
}
