#include "widget/dashboard/model/search_normalize.h"

#include "shared/text/utf8.h"

namespace undersigned::dashboard {
namespace {

// Base letters of U+00C0..U+00DF and, with the same order, U+00E0..U+00FF.
constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnoooooxouuuuyts";
// Base letters of U+0100..U+017F.
constexpr std::string_view kLatinExtendedA =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooo"
    "rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin1.size() == 32 && kLatinExtendedA.size() == 128);

char32_t case_fold_greek(char32_t c) {
  switch (c) {
    case 0x386:
    case 0x3AC:
      return 0x3B1;
    case 0x388:
    case 0x3AD:
      return 0x3B5;
    case 0x389:
    case 0x3AE:
      return 0x3B7;
    case 0x38A:
    case 0x3AA:
    case 0x3AF:
    case 0x3CA:
    case 0x390:
      return 0x3B9;
    case 0x38C:
    case 0x3CC:
      return 0x3BF;
    case 0x38E:
    case 0x3AB:
    case 0x3CD:
    case 0x3CB:
    case 0x3B0:
      return 0x3C5;
    case 0x38F:
    case 0x3CE:
      return 0x3C9;
    case 0x3C2:
      return 0x3C3;  // final sigma
    default:
      return c >= 0x391 && c <= 0x3A9 ? c + 0x20 : c;
  }
}

char32_t case_fold_cyrillic(char32_t c) {
  if (c == 0x401 || c == 0x451) return 0x435;  // ё is commonly written е
  if (c < 0x410) return c + 0x50;
  if (c < 0x430) return c + 0x20;
  if (c < 0x460) return c;
  if (c == 0x4C0) return 0x4CF;
  if (c >= 0x4C1 && c <= 0x4CE) return c + (c & 1);
  return c | 1;
}

char32_t case_fold(char32_t c) {
  if (c < 0x20 || c == 0x7F) return ' ';
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
  if (c >= 0xC0 && c <= 0xFF) {
    return c == 0xFF ? U'y' : static_cast<char32_t>(kLatin1[(c - 0xC0) % kLatin1.size()]);
  }
  if (c >= 0x100 && c <= 0x17F) return static_cast<char32_t>(kLatinExtendedA[c - 0x100]);
  if (c >= 0x386 && c <= 0x3CE) return case_fold_greek(c);
  if (c >= 0x400 && c <= 0x52F) return case_fold_cyrillic(c);
  if (c >= 0x531 && c <= 0x556) return c + 0x30;
  if ((c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF)) return c | 1;
  return c;
}

}  // namespace

void normalize_for_search(std::string_view text, std::string& out) {
  while (!text.empty()) {
    const char32_t c = take_char(text);
    if (c >= 0x300 && c <= 0x36F) continue;
    const char32_t folded = case_fold(c);
    if (folded < 0x80) {
      out += static_cast<char>(folded);
    } else {
      append_utf8(out, folded);
    }
    // ß: one letter, which is searched as "ss".
    if (c == 0xDF) out += 's';
    if (c == 0xC6 || c == 0xE6 || c == 0x152 || c == 0x153) out += 'e';
  }
}

}  // namespace undersigned::dashboard
