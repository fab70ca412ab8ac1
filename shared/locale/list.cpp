#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "shared/locale/locale.h"

namespace undersigned {
namespace {

// CLDR: listPattern "standard", without the comma before the last item.
struct ListForm {
  std::string_view between;
  std::string_view before_last;
};

// In the order of enum class Locale.
constexpr std::array<ListForm, kLocaleCount> kForms{{
    {", ", " and "},
    {", ", " y "},
    {", ", " et "},
    {", ", " und "},
    {", ", " e "},
    {", ", " и "},
    {", ", " і "},
    {"、", "和"},
    {", ", " और "},
    {", ", " và "},
    {" و", " و"},
    {", ", " ו-"},
}};

bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

// "y" becomes "e" before the sound i, which "hi" is unless it begins a diphthong (Real Academia Española).
bool begins_with_spanish_i(std::string_view word) {
  if (word.empty()) return false;
  if (is_one_of(word[0], "iI") || word.substr(0, 2) == "í" || word.substr(0, 2) == "Í") return true;
  if (!is_one_of(word[0], "hH") || word.size() < 2) return false;
  if (word.substr(1, 2) == "í") return true;
  return is_one_of(word[1], "iI") && (word.size() == 2 || !is_one_of(word[2], "aAeEoO"));
}

// Letters from alef to tav, U+05D0 to U+05EA.
bool begins_with_hebrew(std::string_view word) {
  return word.size() >= 2 && word[0] == '\xd7' && word[1] >= '\x90' && word[1] <= '\xaa';
}

// The conjunction before the last item. In some languages it depends on that item's first sound or letter.
std::string_view before_last(Locale locale, std::string_view last) {
  if (locale == Locale::Spanish && begins_with_spanish_i(last)) return " e ";
  if (locale == Locale::Hebrew && begins_with_hebrew(last)) return " ו";
  return kForms[static_cast<std::size_t>(locale)].before_last;
}

}  // namespace

std::string list(Locale locale, std::span<const std::string> items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) {
      out.append(i + 1 == items.size() ? before_last(locale, items[i])
                                       : kForms[static_cast<std::size_t>(locale)].between);
    }
    out.append(items[i]);
  }
  return out;
}

}  // namespace undersigned
