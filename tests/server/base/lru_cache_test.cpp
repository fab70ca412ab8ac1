#include "server/base/lru_cache.h"

#include <doctest/doctest.h>

#include <string>

using undersigned::base::LruCache;

TEST_CASE("the entry that was asked for longest ago makes room") {
  LruCache<std::string, int> cache(2);
  CHECK(cache.find("a") == nullptr);
  CHECK_FALSE(cache.insert("a", 1).has_value());
  CHECK_FALSE(cache.insert("b", 2).has_value());
  REQUIRE(cache.find("a") != nullptr);
  CHECK(*cache.find("a") == 1);
  CHECK(cache.insert("c", 3) == 2);
  CHECK(cache.find("b") == nullptr);
  CHECK(*cache.find("a") == 1);
  CHECK(*cache.find("c") == 3);
}

TEST_CASE("a value can be changed where it is") {
  LruCache<int, std::string> cache(1);
  cache.insert(7, "seven");
  *cache.find(7) += "!";
  CHECK(*cache.find(7) == "seven!");
  CHECK(cache.insert(8, "eight") == std::string("seven!"));
}
