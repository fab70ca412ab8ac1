#include "shared/text/country.h"

#include <array>
#include <bit>
#include <cstdint>

#include "shared/text/ascii.h"
#include "shared/text/characters.h"
#include "shared/text/plain_text.h"
#include "shared/text/utf8.h"

namespace undersigned {
namespace {

// A row for each first letter, with a bit for each second one: a fifth of the size of the codes as text, and faster to
// search.
using CodeRows = std::array<std::uint32_t, 26>;

constexpr CodeRows make_rows() {
  CodeRows rows{};
  for (std::size_t i = 0; i < kCountryCodes.size(); i += 2) {
    rows[static_cast<std::size_t>(kCountryCodes[i] - 'A')] |= 1U << (kCountryCodes[i + 1] - 'A');
  }
  return rows;
}

constexpr CodeRows kRows = make_rows();

// No code is longer, even with everything that is tolerated around it.
constexpr std::size_t kTypedBytesMax = 64;

}  // namespace

std::size_t country_index(std::string_view code) {
  if (code.size() != 2 || !is_ascii_upper(code[0]) || !is_ascii_upper(code[1])) return kCountries;
  const auto row = static_cast<std::size_t>(code[0] - 'A');
  const std::uint32_t bit = 1U << (code[1] - 'A');
  if ((kRows[row] & bit) == 0) return kCountries;
  int before = std::popcount(kRows[row] & (bit - 1));
  for (std::size_t i = 0; i < row; ++i) before += std::popcount(kRows[i]);
  return static_cast<std::size_t>(before);
}

Result<std::string> check_country(std::string_view text) {
  const Result<std::string> typed = typed_text(text, kTypedBytesMax, Field::Country);
  if (!typed) return typed.error();
  text = *typed;
  std::string code;
  while (!text.empty()) append_utf8(code, ascii_upper(narrow_char(take_char(text))));
  if (code == "UK") code = "GB";
  if (!is_country(code)) return Error{ErrorCode::NotACountry, Field::Country};
  return code;
}

}  // namespace undersigned
