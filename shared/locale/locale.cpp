#include "shared/locale/locale.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "shared/locale/catalogue.h"
#include "shared/locale/plural.h"

namespace undersigned {
namespace {

struct LocaleFacts {
  std::string_view tag;
  std::string_view own_name;
  Direction direction;
  std::string_view group_separator;
  const Catalogue* catalogue;
};

constexpr std::array<LocaleFacts, std::size(kLocales)> kFacts{{
    {"en", "English", Direction::LeftToRight, ",", &kEnglishCatalogue},
    {"es", "Español", Direction::LeftToRight, ".", &kSpanishCatalogue},
}};

constexpr std::size_t kAcceptLanguageEntriesMax = 16;
constexpr int kQualityMax = 1000;

const LocaleFacts& facts(Locale locale) {
  return kFacts[static_cast<std::size_t>(locale)];
}

char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool find_locale(std::string_view tag, Locale& out) {
  const std::string_view language = tag.substr(0, tag.find_first_of("-_"));
  for (const Locale locale : kLocales) {
    const std::string_view known = locale_tag(locale);
    if (known.size() == language.size() &&
        std::equal(known.begin(), known.end(), language.begin(), [](char a, char b) { return a == ascii_lower(b); })) {
      out = locale;
      return true;
    }
  }
  return false;
}

// RFC 9110 12.4.2: "q=0.8" in thousandths; 1000 when there is none, 0 when it cannot be read.
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

std::string_view words_of(Locale locale, Message message) {
  return (*facts(locale).catalogue)[static_cast<std::size_t>(message)].words;
}

std::string fill(std::string_view words, std::initializer_list<Placeholder> placeholders) {
  std::string out;
  while (!words.empty()) {
    const std::size_t open = words.find('{');
    const std::size_t close = open == std::string_view::npos ? open : words.find('}', open);
    out.append(words.substr(0, open));
    if (close == std::string_view::npos) {
      if (open != std::string_view::npos) out.append(words.substr(open));
      break;
    }
    const std::string_view name = words.substr(open + 1, close - open - 1);
    const auto* given = std::find_if(placeholders.begin(), placeholders.end(),
                                     [&](const Placeholder& placeholder) { return placeholder.first == name; });
    out.append(given == placeholders.end() ? words.substr(open, close - open + 1) : given->second);
    words.remove_prefix(close + 1);
  }
  return out;
}

// The form for `category` out of "one:...|other:...", or the last form, which is always "other".
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
  for (std::size_t entry = 0; entry < kAcceptLanguageEntriesMax && !header.empty(); ++entry) {
    const std::size_t comma = header.find(',');
    const std::string_view item = trimmed(header.substr(0, comma));
    header.remove_prefix(comma == std::string_view::npos ? header.size() : comma + 1);
    const std::size_t semicolon = item.find(';');
    const int quality = semicolon == std::string_view::npos ? kQualityMax : quality_of(item.substr(semicolon + 1));
    Locale locale = Locale::English;
    if (quality > best_quality && find_locale(trimmed(item.substr(0, semicolon)), locale)) {
      best = locale;
      best_quality = quality;
    }
  }
  return best;
}

std::string text_of(Locale locale, Message message, std::initializer_list<Placeholder> placeholders) {
  return fill(words_of(locale, message), placeholders);
}

std::string text_of_count(Locale locale, Message message, std::uint64_t count,
                          std::initializer_list<Placeholder> placeholders) {
  const std::string_view form = plural_form(words_of(locale, message), plural_category(locale, count));
  return fill(fill(form, placeholders), {{"count", number(locale, count)}});
}

std::string number(Locale locale, std::uint64_t value) {
  const std::string digits = std::to_string(value);
  // Spanish writes four digits without a separator (Real Academia Española, CLDR minimumGroupingDigits 2).
  if (locale == Locale::Spanish && digits.size() <= 4) return digits;
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out.append(facts(locale).group_separator);
    out.push_back(digits[i]);
  }
  return out;
}

}  // namespace undersigned
