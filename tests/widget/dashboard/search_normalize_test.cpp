#include "widget/dashboard/model/search_normalize.h"

#include <doctest/doctest.h>

#include <array>
#include <utility>

using undersigned::dashboard::normalize_for_search;

namespace {

std::string search_text(std::string_view text) {
  std::string out;
  normalize_for_search(text, out);
  return out;
}

}  // namespace

TEST_CASE("letters that differ only in case or accent fold to the same") {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kSame{{
      {"MARIA", "maria"},
      {"José Núñez", "jose nunez"},
      {"ÅSA ÖSTRÖM", "asa ostrom"},
      {"Łukasz Żółć", "lukasz zolc"},
      {"Straße", "STRASSE"},
      {"Æsa", "aesa"},
      {"ΕΛΈΝΗ", "ελενη"},
      {"Οδυσσεύς", "ΟΔΥΣΣΕΥΣ"},
      {"ИВАН ПЁТР", "иван петр"},
      {"Ґалаґан", "ҐАЛАҐАН"},
      {"ԱՐԱՄ", "արամ"},
      {"e\u0301toile", "étoile"},
      {"O\u2019Neill", "o\u2019neill"},
  }};
  for (const auto& same : kSame) CHECK_MESSAGE(search_text(same.first) == search_text(same.second), same.first);
}

TEST_CASE("scripts without case stay as they are") {
  for (const std::string_view text : {"美咲", "지우", "محمد", "अनीता", "สมชาย", "שרה"})
    CHECK(search_text(text) == text);
}

TEST_CASE("folded text never holds the byte that ends a field, and ill-formed bytes do no harm") {
  CHECK(search_text("a\x01"
                    "b\n") == "a b ");
  CHECK(search_text("a\xFF\xC3") == "a\uFFFD\uFFFD");
}
