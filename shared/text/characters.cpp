#include "shared/text/characters.h"

#include <array>
#include <iterator>

#include "shared/text/utf8.h"

namespace undersigned {
namespace {

using enum CharKind;

struct Start {
  char16_t first;
  CharKind kind;
};

// The basic multilingual plane: each entry applies from its code point to the next entry's.
constexpr Start kStarts[] = {
    {0x0, Forbidden},    {0x9, Space},        {0xA, LineBreak},    {0xE, Forbidden},    {0x20, Space},
    {0x21, Symbol},      {0x30, Digit},       {0x3A, Symbol},      {0x41, Letter},      {0x5B, Symbol},
    {0x61, Letter},      {0x7B, Symbol},      {0x7F, Forbidden},   {0x85, LineBreak},   {0x86, Forbidden},
    {0xA0, Space},       {0xA1, Symbol},      {0xAA, Letter},      {0xAB, Symbol},      {0xAD, Ignorable},
    {0xAE, Symbol},      {0xB5, Letter},      {0xB6, Symbol},      {0xBA, Letter},      {0xBB, Symbol},
    {0xC0, Letter},      {0xD7, Symbol},      {0xD8, Letter},      {0xF7, Symbol},      {0xF8, Letter},
    {0x2C2, Symbol},     {0x2C6, Letter},     {0x2D2, Symbol},     {0x2E0, Letter},     {0x2E5, Symbol},
    {0x2EC, Letter},     {0x2ED, Symbol},     {0x2EE, Letter},     {0x2EF, Symbol},     {0x300, Mark},
    {0x370, Letter},     {0x483, Mark},       {0x48A, Letter},     {0x591, Mark},       {0x5D0, Letter},
    {0x610, Mark},       {0x61C, Ignorable},  {0x620, Letter},     {0x64B, Mark},       {0x66E, Letter},
    {0x670, Mark},       {0x671, Letter},     {0x6D6, Mark},       {0x6DD, Letter},     {0x6DF, Mark},
    {0x6E5, Letter},     {0x6E7, Mark},       {0x6EE, Letter},     {0x711, Mark},       {0x712, Letter},
    {0x730, Mark},       {0x74D, Letter},     {0x7A6, Mark},       {0x7B1, Letter},     {0x7EB, Mark},
    {0x7F4, Letter},     {0x816, Mark},       {0x840, Letter},     {0x859, Mark},       {0x860, Letter},
    {0x898, Mark},       {0x8A0, Letter},     {0x8CA, Mark},       {0x8E2, Letter},     {0x8E3, Mark},
    {0xE01, Letter},     {0xE31, Mark},       {0xE32, Letter},     {0xE34, Mark},       {0xE40, Letter},
    {0xE47, Mark},       {0xE81, Letter},     {0xEB1, Mark},       {0xEB2, Letter},     {0xEB4, Mark},
    {0xEBD, Letter},     {0xEC8, Mark},       {0xEDC, Letter},     {0xF18, Mark},       {0xF40, Letter},
    {0xF71, Mark},       {0xF88, Letter},     {0xF8D, Mark},       {0x1000, Letter},    {0x102B, Mark},
    {0x103F, Letter},    {0x1056, Mark},      {0x105A, Letter},    {0x1082, Mark},      {0x108E, Letter},
    {0x108F, Mark},      {0x10A0, Letter},    {0x115F, Space},     {0x1161, Letter},    {0x135D, Mark},
    {0x1380, Letter},    {0x1680, Space},     {0x1681, Letter},    {0x1715, Mark},      {0x171F, Letter},
    {0x17B4, Mark},      {0x17D7, Letter},    {0x17DD, Mark},      {0x180E, Ignorable}, {0x180F, Mark},
    {0x1820, Letter},    {0x1920, Mark},      {0x1950, Letter},    {0x1A17, Mark},      {0x1A20, Letter},
    {0x1A55, Mark},      {0x1AA7, Letter},    {0x1AB0, Mark},      {0x1B05, Letter},    {0x1B34, Mark},
    {0x1B45, Letter},    {0x1B6B, Mark},      {0x1B83, Letter},    {0x1BA1, Mark},      {0x1BAE, Letter},
    {0x1BE6, Mark},      {0x1C00, Letter},    {0x1C24, Mark},      {0x1C4D, Letter},    {0x1CD0, Mark},
    {0x1CE9, Letter},    {0x1DC0, Mark},      {0x1E00, Letter},    {0x2000, Space},     {0x200B, Ignorable},
    {0x200C, Joiner},    {0x200E, Ignorable}, {0x2010, Symbol},    {0x2028, LineBreak}, {0x202A, Ignorable},
    {0x202F, Space},     {0x2030, Symbol},    {0x205F, Space},     {0x2060, Ignorable}, {0x2070, Symbol},
    {0x20D0, Mark},      {0x2100, Symbol},    {0x2160, Letter},    {0x2189, Symbol},    {0x2800, Space},
    {0x2801, Symbol},    {0x2C00, Letter},    {0x2DE0, Mark},      {0x2E00, Symbol},    {0x2E80, Letter},
    {0x2FF0, Symbol},    {0x3000, Space},     {0x3001, Symbol},    {0x3005, Letter},    {0x3008, Symbol},
    {0x3031, Letter},    {0x3099, Mark},      {0x309D, Letter},    {0x30FB, Symbol},    {0x30FC, Letter},
    {0x3164, Space},     {0x3165, Letter},    {0x3200, Symbol},    {0x3400, Letter},    {0x4DC0, Symbol},
    {0x4E00, Letter},    {0xA823, Mark},      {0xA840, Letter},    {0xA880, Mark},      {0xA882, Letter},
    {0xA8B4, Mark},      {0xA8F2, Letter},    {0xA8FF, Mark},      {0xA90A, Letter},    {0xA926, Mark},
    {0xA930, Letter},    {0xA947, Mark},      {0xA960, Letter},    {0xA980, Mark},      {0xA984, Letter},
    {0xA9B3, Mark},      {0xA9CF, Letter},    {0xAA29, Mark},      {0xAA40, Letter},    {0xABE3, Mark},
    {0xAC00, Letter},    {0xD800, Forbidden}, {0xE000, Ignorable}, {0xF900, Letter},    {0xFD3E, Symbol},
    {0xFD50, Letter},    {0xFDCF, Symbol},    {0xFDD0, Forbidden}, {0xFDF0, Letter},    {0xFDFC, Symbol},
    {0xFE00, Mark},      {0xFE10, Symbol},    {0xFE20, Mark},      {0xFE30, Symbol},    {0xFE70, Letter},
    {0xFEFF, Ignorable}, {0xFF01, Symbol},    {0xFF21, Letter},    {0xFF3B, Symbol},    {0xFF41, Letter},
    {0xFF5B, Symbol},    {0xFF66, Letter},    {0xFFA0, Space},     {0xFFA1, Letter},    {0xFFE0, Symbol},
    {0xFFF0, Forbidden}, {0xFFF9, Ignorable}, {0xFFFD, Forbidden}};

// The program contains run lengths computed from that at compile time: half the size when compressed. A length has the
// upper twelve bits, so a longer run is split.
constexpr std::size_t kLengthMax = 0xFFF;

template <class Visit>
constexpr void visit_runs(Visit visit) {
  for (std::size_t i = 0; i < std::size(kStarts); ++i) {
    const std::size_t end = i + 1 < std::size(kStarts) ? kStarts[i + 1].first : 0x10000;
    for (std::size_t length = end - kStarts[i].first; length != 0;) {
      const std::size_t part = length < kLengthMax ? length : kLengthMax;
      visit(static_cast<std::uint16_t>(part << 4 | static_cast<std::size_t>(kStarts[i].kind)));
      length -= part;
    }
  }
}

constexpr std::size_t count_runs() {
  std::size_t runs = 0;
  visit_runs([&](std::uint16_t) { ++runs; });
  return runs;
}

constexpr auto kRuns = [] {
  std::array<std::uint16_t, count_runs()> runs{};
  std::size_t used = 0;
  visit_runs([&](std::uint16_t run) { runs[used++] = run; });
  return runs;
}();

// Planes 1 to 16: letters, except for symbols and emoji, tags, variation selectors and private use.
constexpr CharKind astral_kind(char32_t code) {
  if (code >= 0xE0000) {
    if (code < 0xE0080) return Ignorable;
    if (code >= 0xF0000) return Ignorable;
    return code >= 0xE0100 && code < 0xE01F0 ? Mark : Forbidden;
  }
  const bool symbols = (code >= 0x1D000 && code < 0x1E100) || (code >= 0x1F000 && code < 0x20000);
  return symbols ? Symbol : Letter;
}

// The blocks from Devanagari to Sinhala have the same layout, so vowel signs are found by their position in the block.
constexpr char32_t kIndicFirst = 0x900;
constexpr char32_t kSinhalaFirst = 0xD80;
constexpr char32_t kIndicEnd = 0xE00;

constexpr bool is_indic_mark(char32_t code) {
  const char32_t place = code & 0x7F;
  if (code >= kSinhalaFirst) return place < 0x04 || (place >= 0x4A && place < 0x60) || (place & 0x7E) == 0x72;
  const bool gurmukhi_nasal = (code & ~char32_t{1}) == 0xA70;
  return place < 0x04 || (place >= 0x3A && place <= 0x4F && place != 0x3D) || (place >= 0x51 && place <= 0x57) ||
         (place & 0x7E) == 0x62 || gurmukhi_nasal;
}

// In ascending order.
constexpr char16_t kZeros[] = {0x30,  0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66,  0xAE6,  0xB66,  0xBE6,
                               0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10};

// Japanese keyboards offer U+30FC, U+FF70 and U+2500 as dashes; U+3012 and U+3020 precede a postcode.
constexpr std::u16string_view kSeparators =
    u"-./()[]~\u00B7\u2010\u2011\u2012\u2013\u2014\u2015\u2022\u2043\u2212\u2500\u2501\u3012\u3020\u30FB\u30FC\uFE58"
    u"\uFE63\uFF65\uFF70";

}  // namespace

CharKind char_kind(char32_t code) {
  // The last two code points of every plane are noncharacters.
  if ((code & 0xFFFE) == 0xFFFE || code > 0x10FFFF) return Forbidden;
  if (digit_value(code) >= 0) return Digit;
  if (code >= kIndicFirst && code < kIndicEnd) return is_indic_mark(code) ? Mark : Letter;
  if (code > 0xFFFF) return astral_kind(code);
  const std::uint16_t* run = kRuns.data();
  for (; code >= *run >> 4; ++run) code -= *run >> 4;
  return static_cast<CharKind>(*run & 15);
}

int digit_value(char32_t code) {
  for (const char16_t zero : kZeros) {
    if (code < zero) break;
    if (code <= zero + 9U) return static_cast<int>(code - zero);
  }
  return -1;
}

bool is_separator(char32_t code) {
  const CharKind kind = char_kind(code);
  if (kind == Space || kind == Ignorable) return true;
  for (const char16_t separator : kSeparators) {
    if (code == separator) return true;
  }
  return false;
}

std::string_view trim(std::string_view text) {
  const char* first = nullptr;
  const char* last = nullptr;
  while (!text.empty()) {
    const char* here = text.data();
    const char32_t code = take_char(text);
    const CharKind kind = char_kind(code);
    if (kind == Space || kind == LineBreak || kind == Ignorable) continue;
    if (first == nullptr) first = here;
    last = text.data();
  }
  return first == nullptr ? std::string_view{} : std::string_view(first, static_cast<std::size_t>(last - first));
}

}  // namespace undersigned
