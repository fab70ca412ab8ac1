// The product's languages: choosing one, its texts, its plurals, numbers, dates and lists, and its direction.
//
// Texts are in catalogues/<tag>.cpp, one array in the order of enum class Message; a missing one is a compile error.
// Pure; the catalogues are constant data and safe to read from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "shared/locale/messages.h"
#include "shared/result.h"

namespace undersigned {

enum class Locale : std::uint8_t {
  English,
  Spanish,
  French,
  German,
  Portuguese,  // of Brazil
  Russian,
  Ukrainian,
  Chinese,  // Mandarin in simplified characters
  Hindi,
  Vietnamese,
  Arabic,
  Hebrew,
};
inline constexpr Locale kLocales[] = {Locale::English,    Locale::Spanish,    Locale::French,    Locale::German,
                                      Locale::Portuguese, Locale::Russian,    Locale::Ukrainian, Locale::Chinese,
                                      Locale::Hindi,      Locale::Vietnamese, Locale::Arabic,    Locale::Hebrew};
inline constexpr std::size_t kLocaleCount = std::size(kLocales);
static_assert(kLocales[kLocaleCount - 1] == Locale::Hebrew &&
                  kLocaleCount == static_cast<std::size_t>(Locale::Hebrew) + 1,
              "every locale, in the order of the enum");

enum class Direction : std::uint8_t { LeftToRight, RightToLeft };

std::string_view locale_tag(Locale locale);       // BCP 47: "en", "zh-Hans"
std::string_view locale_own_name(Locale locale);  // "English", "Español"
Direction direction(Locale locale);

// The locale for a single tag, or for an Accept-Language list (RFC 9110 12.5.4, the first 16 entries); English if none
// matches. "es-MX" gives Spanish, "zh-CN" Chinese, "iw" Hebrew; "zh-TW" is Traditional Chinese and gives English.
Locale locale_from_tag(std::string_view tag);
Locale locale_from_accept_language(std::string_view header);

// A message with its {placeholders} replaced. A placeholder without a value stays.
using Placeholder = std::pair<std::string_view, std::string_view>;
std::string text_of(Locale locale, Message message, std::initializer_list<Placeholder> placeholders = {});

// A message with plural forms ("one:{count} person|other:{count} people"; CLDR categories) for `count`, which also
// replaces {count}, formatted for the locale.
std::string text_of_count(Locale locale, Message message, std::uint64_t count,
                          std::initializer_list<Placeholder> placeholders = {});

// 1234567 as "1,234,567", "1.234.567", "1 234 567" or "12,34,567" (Unicode CLDR).
std::string number(Locale locale, std::uint64_t value);

// A day in words: "August 21, 2018", "21 de agosto de 2018" (Unicode CLDR). Text that is not a date is returned
// unchanged.
std::string day(Locale locale, std::string_view iso_date);

// "A", "A and B", "A, B and C" (Unicode CLDR). Empty without items.
std::string list(Locale locale, std::span<const std::string> items);

// The sentence for an error of a field, beside the field and in the error summary. It says what to do.
std::string error_text(Locale locale, Error error);

}  // namespace undersigned
