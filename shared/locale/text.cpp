// Separate from locale.cpp, so that code which needs only tags, numbers or dates does not link all catalogues.
#include <array>
#include <cstddef>
#include <string>

#include "shared/locale/catalogue.h"
#include "shared/locale/fill.h"
#include "shared/locale/locale.h"
#include "shared/locale/plural.h"

namespace undersigned {
namespace {

// In the order of enum class Locale.
constexpr std::array<const Catalogue*, kLocaleCount> kCatalogues{{
    &kEnglishCatalogue,
    &kSpanishCatalogue,
    &kFrenchCatalogue,
    &kGermanCatalogue,
    &kPortugueseCatalogue,
    &kRussianCatalogue,
    &kUkrainianCatalogue,
    &kChineseCatalogue,
    &kHindiCatalogue,
    &kVietnameseCatalogue,
    &kArabicCatalogue,
    &kHebrewCatalogue,
}};

constexpr std::array<const AdminCatalogue*, kLocaleCount> kAdminCatalogues{{
    &kEnglishAdminCatalogue,
    &kSpanishAdminCatalogue,
    &kFrenchAdminCatalogue,
    &kGermanAdminCatalogue,
    &kPortugueseAdminCatalogue,
    &kRussianAdminCatalogue,
    &kUkrainianAdminCatalogue,
    &kChineseAdminCatalogue,
    &kHindiAdminCatalogue,
    &kVietnameseAdminCatalogue,
    &kArabicAdminCatalogue,
    &kHebrewAdminCatalogue,
}};

// The form for `category` in "one:...|other:...", or the last form.
std::string_view plural_form(std::string_view forms, std::string_view category) {
  while (true) {
    const std::size_t bar = forms.find('|');
    const std::string_view form = forms.substr(0, bar);
    const std::size_t colon = form.find(':');
    if (bar == std::string_view::npos || form.substr(0, colon) == category) return form.substr(colon + 1);
    forms.remove_prefix(bar + 1);
  }
}

}  // namespace

std::string_view written(Locale locale, Message message) {
  const auto language = static_cast<std::size_t>(locale);
  const auto index = static_cast<std::size_t>(message);
  if (index < kPublicMessageCount) return (*kCatalogues[language])[index].words;
  return (*kAdminCatalogues[language])[index - kPublicMessageCount].words;
}

std::string text_of(Locale locale, Message message, std::initializer_list<Placeholder> placeholders) {
  return fill(written(locale, message), placeholders);
}

std::string text_of_count(Locale locale, Message message, std::uint64_t count,
                          std::initializer_list<Placeholder> placeholders) {
  const std::string_view form = plural_form(written(locale, message), plural_category(locale, count));
  return fill(fill(form, placeholders), {{"count", number(locale, count)}});
}

}  // namespace undersigned
