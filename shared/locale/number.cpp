#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/locale/locale.h"

namespace undersigned {
namespace {

enum class Grouping : std::uint8_t { Thousands, Indian };

// CLDR: the group separator, the grouping (#,##0 or #,##,##0), and the fewest digits that are grouped
// (minimumGroupingDigits + 3).
struct NumberForm {
  std::string_view separator;
  Grouping grouping = Grouping::Thousands;
  std::size_t grouped_digits_min = 4;
};

constexpr std::string_view kNoBreakSpace = "\u00a0";
constexpr std::string_view kNarrowNoBreakSpace = "\u202f";

// In the order of enum class Locale. Arabic uses Western digits, as CLDR does for "ar", since digits differ by country.
constexpr std::array<NumberForm, kLocaleCount> kForms{{
    {","},                          // English
    {".", Grouping::Thousands, 5},  // Spanish
    {kNarrowNoBreakSpace},          // French
    {"."},                          // German
    {"."},                          // Portuguese of Brazil
    {kNoBreakSpace},                // Russian
    {kNoBreakSpace},                // Ukrainian
    {","},                          // Chinese
    {",", Grouping::Indian},        // Hindi
    {"."},                          // Vietnamese
    {","},                          // Arabic
    {","},                          // Hebrew
}};

// Whether there is a separator before the last `rest` digits.
bool separates(Grouping grouping, std::size_t rest) {
  if (grouping == Grouping::Indian && rest > 3) return rest % 2 == 1;
  return rest % 3 == 0;
}

}  // namespace

std::string number(Locale locale, std::uint64_t value) {
  const NumberForm& form = kForms[static_cast<std::size_t>(locale)];
  std::string digits = std::to_string(value);
  if (digits.size() < form.grouped_digits_min) return digits;
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && separates(form.grouping, digits.size() - i)) out.append(form.separator);
    out.push_back(digits[i]);
  }
  return out;
}

}  // namespace undersigned
