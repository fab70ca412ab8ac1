#include "shared/locale/plural.h"

namespace undersigned {
namespace {

constexpr std::string_view one_or_other(bool one) {
  return one ? "one" : "other";
}

// Romance languages have a separate form for whole millions: "un million de personnes".
std::string_view romance(std::uint64_t count, bool one) {
  if (one) return "one";
  return count != 0 && count % 1'000'000 == 0 ? "many" : "other";
}

std::string_view east_slavic(std::uint64_t count) {
  const std::uint64_t last = count % 10;
  const std::uint64_t last_two = count % 100;
  if (last == 1 && last_two != 11) return "one";
  if (last >= 2 && last <= 4 && (last_two < 12 || last_two > 14)) return "few";
  return "many";
}

std::string_view arabic(std::uint64_t count) {
  if (count == 0) return "zero";
  if (count == 1) return "one";
  if (count == 2) return "two";
  const std::uint64_t last_two = count % 100;
  if (last_two >= 3 && last_two <= 10) return "few";
  return last_two >= 11 ? "many" : "other";
}

}  // namespace

std::string_view plural_category(Locale locale, std::uint64_t count) {
  switch (locale) {
    case Locale::English:
    case Locale::German:
      return one_or_other(count == 1);
    case Locale::Spanish:
      return romance(count, count == 1);
    case Locale::French:
    case Locale::Portuguese:
      return romance(count, count <= 1);
    case Locale::Russian:
    case Locale::Ukrainian:
      return east_slavic(count);
    case Locale::Chinese:
    case Locale::Vietnamese:
      return "other";
    case Locale::Hindi:
      return one_or_other(count <= 1);
    case Locale::Arabic:
      return arabic(count);
    case Locale::Hebrew:
      return count == 2 ? "two" : one_or_other(count == 1);
  }
  return "other";
}

std::span<const std::string_view> plural_categories(Locale locale) {
  static constexpr std::string_view kOther[] = {"other"};
  static constexpr std::string_view kOne[] = {"one", "other"};
  static constexpr std::string_view kTwo[] = {"one", "two", "other"};
  static constexpr std::string_view kMillions[] = {"one", "many", "other"};
  static constexpr std::string_view kSlavic[] = {"one", "few", "many"};
  static constexpr std::string_view kArabic[] = {"zero", "one", "two", "few", "many", "other"};
  switch (locale) {
    case Locale::English:
    case Locale::German:
    case Locale::Hindi:
      return kOne;
    case Locale::Spanish:
    case Locale::French:
    case Locale::Portuguese:
      return kMillions;
    case Locale::Russian:
    case Locale::Ukrainian:
      return kSlavic;
    case Locale::Chinese:
    case Locale::Vietnamese:
      return kOther;
    case Locale::Arabic:
      return kArabic;
    case Locale::Hebrew:
      return kTwo;
  }
  return kOther;
}

}  // namespace undersigned
