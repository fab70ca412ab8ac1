#include "shared/locale/locale.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "shared/text/ascii.h"
#include "shared/text/language.h"

namespace undersigned {
namespace {

struct LocaleFacts {
  std::string_view tag;
  std::string_view own_name;
  Direction direction;
};

// In the order of enum class Locale.
constexpr std::array<LocaleFacts, kLocaleCount> kFacts{{
    {"en", "English", Direction::LeftToRight},
    {"es", "Español", Direction::LeftToRight},
    {"fr", "Français", Direction::LeftToRight},
    {"de", "Deutsch", Direction::LeftToRight},
    {"pt", "Português", Direction::LeftToRight},
    {"ru", "Русский", Direction::LeftToRight},
    {"uk", "Українська", Direction::LeftToRight},
    {"zh-Hans", "简体中文", Direction::LeftToRight},
    {"hi", "हिन्दी", Direction::LeftToRight},
    {"vi", "Tiếng Việt", Direction::LeftToRight},
    {"ar", "العربية", Direction::RightToLeft},
    {"he", "עברית", Direction::RightToLeft},
}};

// ISO 639-1 used "iw" for Hebrew until 1989. Java, and so Android, may still send it.
constexpr std::string_view kOldTagOfHebrew = "iw";

constexpr std::size_t kAcceptLanguageEntriesMax = 16;
constexpr int kQualityMax = 1000;

const LocaleFacts& facts(Locale locale) {
  return kFacts[static_cast<std::size_t>(locale)];
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool same_subtag(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return ascii_lower(x) == ascii_lower(y); });
}

// Matches by language only. Each language has one variant here, so "pt-PT" gets the closest.
bool find_locale(std::string_view tag, Locale& out) {
  const std::string_view asked = written_language(tag);
  for (const Locale locale : kLocales) {
    if (same_subtag(asked, written_language(locale_tag(locale))) ||
        (locale == Locale::Hebrew && same_subtag(asked, kOldTagOfHebrew))) {
      out = locale;
      return true;
    }
  }
  return false;
}

// RFC 9110 12.4.2: "q=0.8" in thousandths; 1000 if there is none, 0 if it is malformed.
int quality_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == std::string_view::npos) return kQualityMax;
  const std::string_view digits = trimmed(parameters.substr(at + 2));
  if (digits.empty() || (digits[0] != '0' && digits[0] != '1')) return 0;
  if (digits[0] == '1') return kQualityMax;
  int quality = 0;
  int weight = kQualityMax / 10;
  for (std::size_t i = 2; i < digits.size() && weight > 0 && digits[i] >= '0' && digits[i] <= '9'; ++i) {
    quality += (digits[i] - '0') * weight;
    weight /= 10;
  }
  return quality;
}

}  // namespace

std::string_view locale_tag(Locale locale) {
  return facts(locale).tag;
}
std::string_view locale_own_name(Locale locale) {
  return facts(locale).own_name;
}
Direction direction(Locale locale) {
  return facts(locale).direction;
}

Locale locale_from_tag(std::string_view tag) {
  Locale locale = Locale::English;
  find_locale(tag, locale);
  return locale;
}

Locale locale_from_accept_language(std::string_view header) {
  Locale best = Locale::English;
  int best_quality = 0;
  bool traditional = false;  // an earlier entry asked for it: a "zh" after "zh-TW" means that, too
  for (std::size_t entry = 0; entry < kAcceptLanguageEntriesMax && !header.empty(); ++entry) {
    const std::size_t comma = header.find(',');
    const std::string_view item = trimmed(header.substr(0, comma));
    header.remove_prefix(comma == std::string_view::npos ? header.size() : comma + 1);
    const std::size_t semicolon = item.find(';');
    const int quality = semicolon == std::string_view::npos ? kQualityMax : quality_of(item.substr(semicolon + 1));
    const std::string_view tag = trimmed(item.substr(0, semicolon));
    traditional = traditional || written_language(tag) == kTraditionalChinese;
    if (traditional && same_subtag(tag, "zh")) continue;
    Locale locale = Locale::English;
    if (quality > best_quality && find_locale(tag, locale)) {
      best = locale;
      best_quality = quality;
    }
  }
  return best;
}

}  // namespace undersigned
