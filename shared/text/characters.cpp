#include "shared/text/characters.h"

#include <algorithm>
#include <iterator>

#include "shared/text/utf8.h"

namespace undersigned {
namespace {

using enum CharKind;

constexpr std::uint32_t at(char32_t first, CharKind kind) {
  return static_cast<std::uint32_t>(first) << 4 | static_cast<std::uint32_t>(kind);
}

// Each entry holds from its code point up to the next entry's.
constexpr std::uint32_t kKinds[] = {
    at(0x0, Forbidden),     at(0x9, Space),        at(0xA, LineBreak),    at(0xE, Forbidden),    at(0x20, Space),
    at(0x21, Symbol),       at(0x30, Digit),       at(0x3A, Symbol),      at(0x41, Letter),      at(0x5B, Symbol),
    at(0x61, Letter),       at(0x7B, Symbol),      at(0x7F, Forbidden),   at(0x85, LineBreak),   at(0x86, Forbidden),
    at(0xA0, Space),        at(0xA1, Symbol),      at(0xAA, Letter),      at(0xAB, Symbol),      at(0xAD, Ignorable),
    at(0xAE, Symbol),       at(0xB5, Letter),      at(0xB6, Symbol),      at(0xBA, Letter),      at(0xBB, Symbol),
    at(0xC0, Letter),       at(0xD7, Symbol),      at(0xD8, Letter),      at(0xF7, Symbol),      at(0xF8, Letter),
    at(0x2C2, Symbol),      at(0x2C6, Letter),     at(0x2D2, Symbol),     at(0x2E0, Letter),     at(0x2E5, Symbol),
    at(0x2EC, Letter),      at(0x2ED, Symbol),     at(0x2EE, Letter),     at(0x2EF, Symbol),     at(0x300, Mark),
    at(0x370, Letter),      at(0x483, Mark),       at(0x48A, Letter),     at(0x591, Mark),       at(0x5D0, Letter),
    at(0x610, Mark),        at(0x61C, Ignorable),  at(0x620, Letter),     at(0x64B, Mark),       at(0x66E, Letter),
    at(0x670, Mark),        at(0x671, Letter),     at(0x6D6, Mark),       at(0x6DD, Letter),     at(0x6DF, Mark),
    at(0x6E5, Letter),      at(0x6E7, Mark),       at(0x6EE, Letter),     at(0x711, Mark),       at(0x712, Letter),
    at(0x730, Mark),        at(0x74D, Letter),     at(0x7A6, Mark),       at(0x7B1, Letter),     at(0x7EB, Mark),
    at(0x7F4, Letter),      at(0x816, Mark),       at(0x840, Letter),     at(0x859, Mark),       at(0x860, Letter),
    at(0x898, Mark),        at(0x8A0, Letter),     at(0x8CA, Mark),       at(0x8E2, Letter),     at(0x8E3, Mark),
    at(0xE01, Letter),      at(0xE31, Mark),       at(0xE32, Letter),     at(0xE34, Mark),       at(0xE40, Letter),
    at(0xE47, Mark),        at(0xE81, Letter),     at(0xEB1, Mark),       at(0xEB2, Letter),     at(0xEB4, Mark),
    at(0xEBD, Letter),      at(0xEC8, Mark),       at(0xEDC, Letter),     at(0xF18, Mark),       at(0xF40, Letter),
    at(0xF71, Mark),        at(0xF88, Letter),     at(0xF8D, Mark),       at(0x1000, Letter),    at(0x102B, Mark),
    at(0x103F, Letter),     at(0x1056, Mark),      at(0x105A, Letter),    at(0x1082, Mark),      at(0x108E, Letter),
    at(0x108F, Mark),       at(0x10A0, Letter),    at(0x115F, Space),     at(0x1161, Letter),    at(0x135D, Mark),
    at(0x1380, Letter),     at(0x1680, Space),     at(0x1681, Letter),    at(0x1715, Mark),      at(0x171F, Letter),
    at(0x17B4, Mark),       at(0x17D7, Letter),    at(0x17DD, Mark),      at(0x180E, Ignorable), at(0x180F, Mark),
    at(0x1820, Letter),     at(0x1920, Mark),      at(0x1950, Letter),    at(0x1A17, Mark),      at(0x1A20, Letter),
    at(0x1A55, Mark),       at(0x1AA7, Letter),    at(0x1AB0, Mark),      at(0x1B05, Letter),    at(0x1B34, Mark),
    at(0x1B45, Letter),     at(0x1B6B, Mark),      at(0x1B83, Letter),    at(0x1BA1, Mark),      at(0x1BAE, Letter),
    at(0x1BE6, Mark),       at(0x1C00, Letter),    at(0x1C24, Mark),      at(0x1C4D, Letter),    at(0x1CD0, Mark),
    at(0x1CE9, Letter),     at(0x1DC0, Mark),      at(0x1E00, Letter),    at(0x2000, Space),     at(0x200B, Ignorable),
    at(0x200C, Joiner),     at(0x200E, Ignorable), at(0x2010, Symbol),    at(0x2028, LineBreak), at(0x202A, Forbidden),
    at(0x202F, Space),      at(0x2030, Symbol),    at(0x205F, Space),     at(0x2060, Ignorable), at(0x2066, Forbidden),
    at(0x2070, Symbol),     at(0x20D0, Mark),      at(0x2100, Symbol),    at(0x2800, Space),     at(0x2801, Symbol),
    at(0x2C00, Letter),     at(0x2DE0, Mark),      at(0x2E00, Symbol),    at(0x2E80, Letter),    at(0x2FF0, Symbol),
    at(0x3000, Space),      at(0x3001, Symbol),    at(0x3005, Letter),    at(0x3008, Symbol),    at(0x3041, Letter),
    at(0x3099, Mark),       at(0x309D, Letter),    at(0x30FB, Symbol),    at(0x30FC, Letter),    at(0x3164, Space),
    at(0x3165, Letter),     at(0x3200, Symbol),    at(0x3400, Letter),    at(0x4DC0, Symbol),    at(0x4E00, Letter),
    at(0xA823, Mark),       at(0xA840, Letter),    at(0xA880, Mark),      at(0xA882, Letter),    at(0xA8B4, Mark),
    at(0xA8F2, Letter),     at(0xA8FF, Mark),      at(0xA90A, Letter),    at(0xA926, Mark),      at(0xA930, Letter),
    at(0xA947, Mark),       at(0xA960, Letter),    at(0xA980, Mark),      at(0xA984, Letter),    at(0xA9B3, Mark),
    at(0xA9CF, Letter),     at(0xAA29, Mark),      at(0xAA40, Letter),    at(0xABE3, Mark),      at(0xAC00, Letter),
    at(0xD800, Forbidden),  at(0xF900, Letter),    at(0xFD3E, Symbol),    at(0xFD50, Letter),    at(0xFDCF, Symbol),
    at(0xFDD0, Forbidden),  at(0xFDF0, Letter),    at(0xFDFC, Symbol),    at(0xFE00, Mark),      at(0xFE10, Symbol),
    at(0xFE20, Mark),       at(0xFE30, Symbol),    at(0xFE70, Letter),    at(0xFEFF, Ignorable), at(0xFF01, Symbol),
    at(0xFF21, Letter),     at(0xFF3B, Symbol),    at(0xFF41, Letter),    at(0xFF5B, Symbol),    at(0xFF66, Letter),
    at(0xFFA0, Space),      at(0xFFA1, Letter),    at(0xFFE0, Symbol),    at(0xFFF0, Forbidden), at(0x10000, Letter),
    at(0x1D000, Symbol),    at(0x1E100, Letter),   at(0x1F000, Symbol),   at(0x20000, Letter),   at(0xE0000, Ignorable),
    at(0xE0080, Forbidden), at(0xE0100, Mark),     at(0xE01F0, Forbidden)};

// The blocks from Devanagari to Sinhala repeat one layout, so their vowel signs are found by place within the block.
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

constexpr char16_t kZeros[] = {0x30,  0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66,  0xAE6,  0xB66,  0xBE6,
                               0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10};

}  // namespace

CharKind char_kind(char32_t code) {
  // The last two code points of every plane are noncharacters.
  if ((code & 0xFFFE) == 0xFFFE || code > 0x10FFFF) return Forbidden;
  if (digit_value(code) >= 0) return Digit;
  if (code >= kIndicFirst && code < kIndicEnd) return is_indic_mark(code) ? Mark : Letter;
  const std::uint32_t* after = std::upper_bound(std::begin(kKinds), std::end(kKinds), at(code, Forbidden));
  return static_cast<CharKind>(after[-1] & 15);
}

int digit_value(char32_t code) {
  for (const char16_t zero : kZeros) {
    if (code >= zero && code <= zero + 9U) return static_cast<int>(code - zero);
  }
  return -1;
}

bool is_separator(char32_t code) {
  const CharKind kind = char_kind(code);
  if (kind == Space || kind == Ignorable || (code >= 0x202A && code <= 0x202E)) return true;
  return std::u32string_view(U"-./()[]\u2010\u2011\u2012\u2013\u2014\u2015\u2212").find(code) !=
         std::u32string_view::npos;
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
