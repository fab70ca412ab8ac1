// The format of a language's catalogue, and where the catalogues are. Internal to locale/.
//
// A message with plurals is written "one:...|other:...", with all categories of plural_categories() in their order.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "shared/locale/locale.h"
#include "shared/locale/messages.h"

namespace undersigned {

struct CatalogueEntry {
  Message message;
  std::string_view words;
};

// In the order of enum class Message; catalogue_is_complete() checks that at compile time.
using Catalogue = std::array<CatalogueEntry, kMessageCount>;

constexpr bool catalogue_is_complete(const Catalogue& catalogue) {
  for (std::size_t i = 0; i < kMessageCount; ++i) {
    if (catalogue[i].message != static_cast<Message>(i) || catalogue[i].words.empty()) return false;
  }
  return true;
}

extern const Catalogue kEnglishCatalogue;
extern const Catalogue kSpanishCatalogue;
extern const Catalogue kFrenchCatalogue;
extern const Catalogue kGermanCatalogue;
extern const Catalogue kPortugueseCatalogue;
extern const Catalogue kRussianCatalogue;
extern const Catalogue kUkrainianCatalogue;
extern const Catalogue kChineseCatalogue;
extern const Catalogue kHindiCatalogue;
extern const Catalogue kVietnameseCatalogue;
extern const Catalogue kArabicCatalogue;
extern const Catalogue kHebrewCatalogue;

const Catalogue& catalogue_of(Locale locale);

}  // namespace undersigned
