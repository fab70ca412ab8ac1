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

// In the order of enum class Message; is_complete() checks that at compile time.
using Catalogue = std::array<CatalogueEntry, kPublicMessageCount>;
using AdminCatalogue = std::array<CatalogueEntry, kMessageCount - kPublicMessageCount>;

// `first` is the number of the catalogue's first message.
template <std::size_t kSize>
constexpr bool is_complete(const std::array<CatalogueEntry, kSize>& catalogue, std::size_t first) {
  for (std::size_t i = 0; i < kSize; ++i) {
    if (catalogue[i].message != static_cast<Message>(first + i) || catalogue[i].words.empty()) return false;
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

extern const AdminCatalogue kEnglishAdminCatalogue;
extern const AdminCatalogue kSpanishAdminCatalogue;
extern const AdminCatalogue kFrenchAdminCatalogue;
extern const AdminCatalogue kGermanAdminCatalogue;
extern const AdminCatalogue kPortugueseAdminCatalogue;
extern const AdminCatalogue kRussianAdminCatalogue;
extern const AdminCatalogue kUkrainianAdminCatalogue;
extern const AdminCatalogue kChineseAdminCatalogue;
extern const AdminCatalogue kHindiAdminCatalogue;
extern const AdminCatalogue kVietnameseAdminCatalogue;
extern const AdminCatalogue kArabicAdminCatalogue;
extern const AdminCatalogue kHebrewAdminCatalogue;

// As it is written in the catalogue, with its placeholders and plural forms.
std::string_view written(Locale locale, Message message);

}  // namespace undersigned
