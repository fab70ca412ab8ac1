#include "server/pages/country_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "country_names_data.h"
#include "shared/text/country.h"

namespace undersigned::pages {
namespace {

static_assert(std::size(kRegions) == kLocaleCount, "server/CMakeLists.txt names a language tag for each locale");

// CLDR also names regions that are not countries.
std::vector<view::CountryName> countries_of(std::span<const Region> regions) {
  std::vector<view::CountryName> names;
  names.reserve(kCountries);
  for (const Region& region : regions) {
    if (is_country(region.code)) names.push_back({std::string(region.code), std::string(region.name)});
  }
  return names;
}

}  // namespace

std::span<const view::CountryName> country_names(Locale locale) {
  static const std::array<std::vector<view::CountryName>, kLocaleCount> names = [] {
    std::array<std::vector<view::CountryName>, kLocaleCount> made;
    for (std::size_t i = 0; i < kLocaleCount; ++i) made[i] = countries_of(kRegions[i]);
    return made;
  }();
  return names[static_cast<std::size_t>(locale)];
}

std::string country_name(const std::string& code, Locale locale) {
  const auto names = country_names(locale);
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const auto& country) { return country.code == code; });
  return found == names.end() ? code : found->name;
}

}  // namespace undersigned::pages
