#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "shared/locale/locale.h"

using namespace undersigned;

namespace {

std::string list_of(Locale locale, const std::vector<std::string>& items) {
  return list(locale, items);
}

}  // namespace

TEST_CASE("a list joins its items the reader's way") {
  CHECK(list_of(Locale::English, {}).empty());
  CHECK(list_of(Locale::English, {"A"}) == "A");
  CHECK(list_of(Locale::English, {"A", "B"}) == "A and B");
  CHECK(list_of(Locale::English, {"A", "B", "C"}) == "A, B and C");
  CHECK(list_of(Locale::French, {"A", "B", "C"}) == "A, B et C");
  CHECK(list_of(Locale::Chinese, {"A", "B", "C"}) == "A、B和C");
  CHECK(list_of(Locale::Arabic, {"A", "B", "C"}) == "A وB وC");
}

TEST_CASE("in Spanish the last item's first sound decides between y and e") {
  CHECK(list_of(Locale::Spanish, {"Ana", "Luis"}) == "Ana y Luis");
  CHECK(list_of(Locale::Spanish, {"Ana", "Isabel"}) == "Ana e Isabel");
  CHECK(list_of(Locale::Spanish, {"Ana", "Íñigo"}) == "Ana e Íñigo");
  CHECK(list_of(Locale::Spanish, {"Ana", "Hilda"}) == "Ana e Hilda");
  CHECK(list_of(Locale::Spanish, {"agua", "hielo"}) == "agua y hielo");
  CHECK(list_of(Locale::Spanish, {"Ana", ""}) == "Ana y ");
}

TEST_CASE("in Hebrew the last item's letters decide about the hyphen") {
  CHECK(list_of(Locale::Hebrew, {"דנה", "יעל"}) == "דנה ויעל");
  CHECK(list_of(Locale::Hebrew, {"דנה", "Congress"}) == "דנה ו-Congress");
}
