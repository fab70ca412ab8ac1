#include "shared/text/domain_hint.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned;

TEST_CASE("a suggestion is never itself in need of one") {
  for (const char* typed : {"gmial.com", "hotmal.con", "yhaoo.com", "outlok.com", "iclod.com", "protonmial.com"}) {
    const std::string_view hint = suggest_domain(typed);
    CAPTURE(typed);
    REQUIRE_FALSE(hint.empty());
    CHECK(suggest_domain(hint).empty());
  }
}

TEST_CASE("an over-long domain costs nothing and gets no hint") {
  CHECK(suggest_domain(std::string(kHintDomainBytesMax + 1, 'g')).empty());
  CHECK(suggest_domain(std::string(100'000, 'g')).empty());
}
