// Prints the core's output in every language, for intl.test.mjs to compare with the Unicode CLDR.
// A line: kind, language tag, input, output, separated by tabs; items of a list separated by "|".
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "shared/locale/locale.h"
#include "shared/locale/plural.h"

namespace undersigned {
namespace {

void print(std::string_view kind, Locale locale, std::string_view input, std::string_view output) {
  std::cout << kind << '\t' << locale_tag(locale) << '\t' << input << '\t' << output << '\n';
}

// Up to the largest integer that a JavaScript number represents exactly.
std::vector<std::uint64_t> counts() {
  std::vector<std::uint64_t> all;
  for (std::uint64_t count = 0; count <= 1'250; ++count) all.push_back(count);
  for (std::uint64_t power = 10'000; power < (std::uint64_t{1} << 53); power *= 10) {
    for (const std::uint64_t count : {power - 1, power, power + 1, power + 11, power / 9, power * 3}) {
      if (count < (std::uint64_t{1} << 53)) all.push_back(count);
    }
  }
  return all;
}

std::vector<std::string> days() {
  std::vector<std::string> all;
  for (const char* year : {"1999", "2024", "2031"}) {
    for (int month = 1; month <= 12; ++month) {
      const std::string begin = std::string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
      for (const char* day_of_month : {"-01", "-02", "-09", "-10", "-21", "-28"}) all.push_back(begin + day_of_month);
    }
  }
  all.emplace_back("2024-02-29");
  return all;
}

const std::vector<std::vector<std::string>> kLists{
    {"A"},
    {"A", "B"},
    {"A", "B", "C"},
    {"A", "B", "C", "D"},
    {"Ana", "Isabel"},
    {"Ana", "Hilda"},
    {"agua", "hielo"},
    {"דנה", "יעל"},
    {"דנה", "נועה", "יעל"},
};

void print_all(Locale locale) {
  print("name", locale, "", locale_own_name(locale));
  print("direction", locale, "", direction(locale) == Direction::RightToLeft ? "rtl" : "ltr");
  for (const std::uint64_t count : counts()) {
    print("number", locale, std::to_string(count), number(locale, count));
    print("plural", locale, std::to_string(count), plural_category(locale, count));
  }
  for (const std::string& iso_date : days()) print("day", locale, iso_date, day(locale, iso_date));
  for (const std::vector<std::string>& items : kLists) {
    std::string joined;
    for (const std::string& item : items) joined.append(joined.empty() ? "" : "|").append(item);
    print("list", locale, joined, list(locale, items));
  }
}

}  // namespace
}  // namespace undersigned

int main() {
  for (const undersigned::Locale locale : undersigned::kLocales) undersigned::print_all(locale);
  return 0;
}
