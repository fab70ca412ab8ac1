#include "shared/locale/locale.h"

#include <doctest/doctest.h>

#include <string>

#include "shared/limits.h"

using namespace undersigned;

TEST_CASE("every language is found by its own tag, in any case and with any region") {
  for (const Locale locale : kLocales) {
    const std::string tag(locale_tag(locale));
    CAPTURE(tag);
    CHECK(locale_from_tag(tag) == locale);
    CHECK(locale_from_tag(tag.substr(0, 2)) == locale);
    CHECK(locale_from_tag(tag.substr(0, 2) + "-001") == locale);
    CHECK(locale_from_accept_language("tlh, " + tag + ";q=0.5") == locale);
  }
}

TEST_CASE("a language is found by its other tags too") {
  CHECK(locale_from_tag("iw") == Locale::Hebrew);
  CHECK(locale_from_tag("iw-IL") == Locale::Hebrew);
  CHECK(locale_from_tag("pt-PT") == Locale::Portuguese);
  for (const char* tag : {"zh", "zh-CN", "zh-Hans-SG", "zh_hans", "zh-Hans-TW"}) {
    CAPTURE(tag);
    CHECK(locale_from_tag(tag) == Locale::Chinese);
  }
  CHECK(locale_from_accept_language("iw-IL,iw;q=0.9,en-US;q=0.8") == Locale::Hebrew);
  CHECK(locale_from_accept_language("pt-PT,pt;q=0.9,en;q=0.8") == Locale::Portuguese);
}

TEST_CASE("the language asked for is found, or English") {
  CHECK(locale_from_tag("es-MX") == Locale::Spanish);
  CHECK(locale_from_tag("ES_mx") == Locale::Spanish);
  CHECK(locale_from_tag("tlh") == Locale::English);
  CHECK(locale_from_tag("") == Locale::English);
  CHECK(locale_from_accept_language("eu-ES, es;q=0.9, en;q=0.8") == Locale::Spanish);
  CHECK(locale_from_accept_language("en;q=0.5,es;q=0.55") == Locale::Spanish);
  CHECK(locale_from_accept_language("es;q=0, en") == Locale::English);
  CHECK(locale_from_accept_language("*") == Locale::English);
  CHECK(locale_from_accept_language(std::string(5'000, ',')) == Locale::English);
}

TEST_CASE("plural forms follow the count") {
  CHECK(text_of_count(Locale::English, Message::CountSigned, 1) == "person has signed");
  CHECK(text_of_count(Locale::English, Message::CountSigned, 2) == "people have signed");
  CHECK(text_of_count(Locale::Spanish, Message::CountSigned, 1) == "persona ha firmado");
  CHECK(text_of_count(Locale::Spanish, Message::CountSigned, 1'000) == "personas han firmado");
  CHECK(text_of_count(Locale::Spanish, Message::CountSigned, 1'000'000) == "de personas han firmado");
}

TEST_CASE("a placeholder that is not given stays, and braces in values are not filled again") {
  CHECK(text_of(Locale::English, Message::NextGoal) == "Next goal: {goal}");
  CHECK(text_of(Locale::English, Message::DidYouMean, {{"domain", "{domain}"}}) == "Did you mean {domain}?");
}

TEST_CASE("every error of every field has a sentence without open placeholders") {
  for (const Locale locale : kLocales) {
    for (int code = 0; code <= static_cast<int>(ErrorCode::UnknownName); ++code) {
      if (static_cast<ErrorCode>(code) == ErrorCode::TooManyRequests) continue;  // has the number of seconds
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

TEST_CASE("who reads Traditional Chinese is given English, or what else was asked, and never Simplified") {
  for (const char* tag : {"zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh_hant", "ZH-HANT-TW", "zh_TW"}) {
    CAPTURE(tag);
    CHECK(locale_from_tag(tag) == Locale::English);
  }
  CHECK(locale_from_accept_language("zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7") == Locale::English);
  CHECK(locale_from_accept_language("zh-HK,zh;q=0.9,fr;q=0.5") == Locale::French);
  CHECK(locale_from_accept_language("zh-Hant-TW") == Locale::English);
  CHECK(locale_from_accept_language("zh-CN,zh;q=0.9,en;q=0.8") == Locale::Chinese);
  CHECK(locale_from_accept_language("zh-TW,zh-CN;q=0.5") == Locale::Chinese);
}
