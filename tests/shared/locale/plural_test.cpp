#include "shared/locale/plural.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

using namespace undersigned;

namespace {

struct Samples {
  Locale locale;
  std::string_view category;
  std::vector<std::uint64_t> counts;
};

// The @integer samples of Unicode CLDR 48, common/supplemental/plurals.xml.
const std::vector<Samples> kSamples{
    {Locale::English, "one", {1}},
    {Locale::English, "other", {0, 2, 16, 100, 1'000, 10'000, 100'000, 1'000'000}},
    {Locale::German, "one", {1}},
    {Locale::German, "other", {0, 2, 16, 100, 1'000, 10'000, 100'000, 1'000'000}},
    {Locale::Spanish, "one", {1}},
    {Locale::Spanish, "many", {1'000'000, 2'000'000, 6'000'000}},
    {Locale::Spanish, "other", {0, 2, 16, 100, 1'000, 10'000, 100'000, 1'000'001}},
    {Locale::French, "one", {0, 1}},
    {Locale::French, "many", {1'000'000, 2'000'000, 6'000'000}},
    {Locale::French, "other", {2, 17, 100, 1'000, 10'000, 100'000, 1'000'001}},
    {Locale::Portuguese, "one", {0, 1}},
    {Locale::Portuguese, "many", {1'000'000, 2'000'000, 6'000'000}},
    {Locale::Portuguese, "other", {2, 17, 100, 1'000, 10'000, 100'000, 1'000'001}},
    {Locale::Russian, "one", {1, 21, 31, 41, 51, 61, 71, 81, 101, 1'001}},
    {Locale::Russian, "few", {2, 3, 4, 22, 24, 32, 34, 42, 44, 52, 54, 62, 102, 1'002}},
    {Locale::Russian, "many", {0, 5, 11, 12, 14, 19, 100, 111, 112, 1'000, 10'000, 100'000, 1'000'000}},
    {Locale::Ukrainian, "one", {1, 21, 31, 41, 51, 61, 71, 81, 101, 1'001}},
    {Locale::Ukrainian, "few", {2, 3, 4, 22, 24, 32, 34, 42, 44, 52, 54, 62, 102, 1'002}},
    {Locale::Ukrainian, "many", {0, 5, 11, 12, 14, 19, 100, 111, 112, 1'000, 10'000, 100'000, 1'000'000}},
    {Locale::Chinese, "other", {0, 1, 2, 15, 100, 1'000, 10'000, 100'000, 1'000'000}},
    {Locale::Vietnamese, "other", {0, 1, 2, 15, 100, 1'000, 10'000, 100'000, 1'000'000}},
    {Locale::Hindi, "one", {0, 1}},
    {Locale::Hindi, "other", {2, 17, 100, 1'000, 10'000, 100'000, 1'000'000}},
    {Locale::Arabic, "zero", {0}},
    {Locale::Arabic, "one", {1}},
    {Locale::Arabic, "two", {2}},
    {Locale::Arabic, "few", {3, 10, 103, 110, 1'003}},
    {Locale::Arabic, "many", {11, 26, 99, 111, 1'011}},
    {Locale::Arabic, "other", {100, 101, 102, 200, 202, 300, 302, 1'000, 10'000, 100'000, 1'000'000}},
    {Locale::Hebrew, "one", {1}},
    {Locale::Hebrew, "two", {2}},
    {Locale::Hebrew, "other", {0, 3, 17, 100, 1'000, 10'000, 100'000, 1'000'000}},
};

}  // namespace

TEST_CASE("counts have the plural category that CLDR gives them") {
  for (const Samples& samples : kSamples) {
    for (const std::uint64_t count : samples.counts) {
      CAPTURE(locale_tag(samples.locale));
      CAPTURE(count);
      CHECK(plural_category(samples.locale, count) == samples.category);
    }
  }
}

TEST_CASE("the categories of a language are those that its counts have") {
  for (const Locale locale : kLocales) {
    CAPTURE(locale_tag(locale));
    const auto categories = plural_categories(locale);
    for (const std::string_view category : categories) {
      const auto is_it = [&](std::uint64_t count) { return plural_category(locale, count) == category; };
      bool found = is_it(1'000'000);
      for (std::uint64_t count = 0; count <= 100 && !found; ++count) found = is_it(count);
      CAPTURE(category);
      CHECK(found);
    }
    for (const std::uint64_t count :
         {std::uint64_t{0}, std::uint64_t{7}, std::uint64_t{1'000'000}, std::numeric_limits<std::uint64_t>::max()}) {
      CHECK(std::count(categories.begin(), categories.end(), plural_category(locale, count)) == 1);
    }
  }
}
