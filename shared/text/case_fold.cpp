#include "shared/text/case_fold.h"

#include <cstdint>

#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// Upper-case letters and the offset to lower case. With offset 1, upper and lower case alternate: only every second
// letter from the first on is upper case.
struct UpperCase {
  char16_t first;
  char16_t last;
  std::int16_t change;
};

constexpr UpperCase kUpperCases[] = {
    {0x41, 0x5A, 32},    {0xC0, 0xD6, 32},        {0xD8, 0xDE, 32},    {0x100, 0x12E, 1},      {0x130, 0x130, -199},
    {0x132, 0x136, 1},   {0x139, 0x147, 1},       {0x14A, 0x176, 1},   {0x178, 0x178, -121},   {0x179, 0x17D, 1},
    {0x181, 0x181, 210}, {0x186, 0x186, 206},     {0x189, 0x18A, 205}, {0x18F, 0x18F, 202},    {0x190, 0x190, 203},
    {0x194, 0x194, 207}, {0x198, 0x198, 1},       {0x1A0, 0x1A4, 1},   {0x1AF, 0x1AF, 1},      {0x1B3, 0x1B5, 1},
    {0x1CD, 0x1DB, 1},   {0x1DE, 0x1EE, 1},       {0x1F4, 0x1F4, 1},   {0x1F8, 0x21E, 1},      {0x222, 0x232, 1},
    {0x386, 0x386, 38},  {0x388, 0x38A, 37},      {0x38C, 0x38C, 64},  {0x38E, 0x38F, 63},     {0x391, 0x3AB, 32},
    {0x400, 0x40F, 80},  {0x410, 0x42F, 32},      {0x460, 0x480, 1},   {0x48A, 0x4BE, 1},      {0x4C0, 0x4C0, 15},
    {0x4C1, 0x4CD, 1},   {0x4D0, 0x52E, 1},       {0x531, 0x556, 48},  {0x10A0, 0x10CD, 7264}, {0x1C90, 0x1CBF, -3008},
    {0x1E00, 0x1E94, 1}, {0x1E9E, 0x1E9E, -7615}, {0x1EA0, 0x1EFE, 1}, {0xFF21, 0xFF3A, 32}};

}  // namespace

char32_t lower_char(char32_t code) {
  for (const UpperCase& upper : kUpperCases) {
    if (code < upper.first || code > upper.last) continue;
    if (upper.change == 1 && ((code - upper.first) & 1) != 0) return code;
    return static_cast<char32_t>(static_cast<std::int32_t>(code) + upper.change);
  }
  return code;
}

std::string lower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) append_utf8(out, lower_char(take_char(text)));
  return out;
}

}  // namespace undersigned
