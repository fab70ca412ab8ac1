#include "shared/locale/locale.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "shared/limits.h"
#include "shared/locale/catalogue.h"

using namespace undersigned;

namespace {

// The {placeholders} of all plural forms together.
std::set<std::string> placeholders_of(std::string_view words) {
  std::set<std::string> names;
  for (std::size_t open = words.find('{'); open != std::string_view::npos; open = words.find('{', open + 1)) {
    names.emplace(words.substr(open, words.find('}', open) - open + 1));
  }
  return names;
}

}  // namespace

TEST_CASE("every catalogue fills the same placeholders") {
  for (std::size_t i = 0; i < kMessageCount; ++i) {
    CAPTURE(kEnglishCatalogue[i].words);
    CHECK(placeholders_of(kSpanishCatalogue[i].words) == placeholders_of(kEnglishCatalogue[i].words));
  }
}

TEST_CASE("the language asked for is found, or English") {
  CHECK(locale_from_tag("es-MX") == Locale::Spanish);
  CHECK(locale_from_tag("ES_mx") == Locale::Spanish);
  CHECK(locale_from_tag("tlh") == Locale::English);
  CHECK(locale_from_tag("") == Locale::English);
  CHECK(locale_from_accept_language("fr-CH, es;q=0.9, en;q=0.8") == Locale::Spanish);
  CHECK(locale_from_accept_language("en;q=0.5,es;q=0.55") == Locale::Spanish);
  CHECK(locale_from_accept_language("es;q=0, en") == Locale::English);
  CHECK(locale_from_accept_language("*") == Locale::English);
  CHECK(locale_from_accept_language(std::string(5'000, ',')) == Locale::English);
}

TEST_CASE("numbers and days are written the reader's way") {
  CHECK(number(Locale::English, 0) == "0");
  CHECK(number(Locale::English, 1'234'567) == "1,234,567");
  CHECK(number(Locale::Spanish, 1'234) == "1234");
  CHECK(number(Locale::Spanish, 12'345) == "12.345");
  CHECK(day(Locale::English, "2018-08-21") == "August 21, 2018");
  CHECK(day(Locale::Spanish, "2018-08-01") == "1 de agosto de 2018");
  CHECK(day(Locale::English, "soon") == "soon");
}

TEST_CASE("plural forms follow the count") {
  CHECK(text_of_count(Locale::English, Message::CountSigned, 1) == "has signed");
  CHECK(text_of_count(Locale::English, Message::CountSigned, 2) == "have signed");
  CHECK(text_of_count(Locale::Spanish, Message::CountSigned, 1) == "persona ha firmado");
  CHECK(text_of_count(Locale::Spanish, Message::CountSigned, 1'000'000) == "personas han firmado");
}

TEST_CASE("a placeholder that is not given stays, and braces in values are not filled again") {
  CHECK(text_of(Locale::English, Message::NextGoal) == "Next goal: {goal}");
  CHECK(text_of(Locale::English, Message::DidYouMean, {{"domain", "{domain}"}}) == "Did you mean {domain}?");
}

TEST_CASE("every error of every field has a sentence without open placeholders") {
  for (const Locale locale : kLocales) {
    for (int code = 0; code <= static_cast<int>(ErrorCode::UnknownName); ++code) {
      if (static_cast<ErrorCode>(code) == ErrorCode::TooManyRequests) continue;  // says its own seconds
      for (int field = 0; field <= static_cast<int>(Field::Username); ++field) {
        const std::string words = error_text(locale, {static_cast<ErrorCode>(code), static_cast<Field>(field)});
        CAPTURE(words);
        CHECK_FALSE(words.empty());
        CHECK(words.find('{') == std::string::npos);
      }
    }
  }
  CHECK(error_text(Locale::English, {ErrorCode::TooLong, Field::Comment}) ==
        "Comment: enter 1,000 characters or fewer");
}
