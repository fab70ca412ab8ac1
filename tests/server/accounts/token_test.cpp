#include "server/accounts/token.h"

#include <doctest/doctest.h>

#include <string>

#include "server/crypto/random.h"

namespace undersigned::accounts {
namespace {

TEST_CASE("a token has one hash, another token another, and what is no token has none") {
  const std::string token = crypto::random_token();
  REQUIRE(hash_token(token).has_value());
  CHECK(hash_token(token) == hash_token(token));
  CHECK(hash_token(token) != hash_token(crypto::random_token()));
  for (const std::string& text :
       {std::string(), std::string("short"), token + "A", token.substr(1), std::string(43, '*')}) {
    CHECK_FALSE(hash_token(text).has_value());
  }
}

}  // namespace
}  // namespace undersigned::accounts
