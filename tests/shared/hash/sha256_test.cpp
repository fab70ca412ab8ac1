#include "shared/hash/sha256.h"

#include <doctest/doctest.h>

using namespace undersigned;

TEST_CASE("a message in pieces has the digest of the whole, wherever it is cut") {
  const std::string message(200, 'x');
  const std::string whole = to_hex(sha256(message));
  for (std::size_t cut = 0; cut <= message.size(); ++cut) {
    Sha256 hash;
    hash.update(std::string_view(message).substr(0, cut));
    hash.update(std::string_view(message).substr(cut));
    CHECK(to_hex(hash.finish()) == whole);
  }
}

TEST_CASE("a copy continues from what its original was given") {
  Sha256 common;
  common.update("We, the ");
  Sha256 copy = common;
  copy.update("undersigned");
  CHECK(copy.finish() == sha256("We, the undersigned"));
  CHECK(common.finish() == sha256("We, the "));
}

TEST_CASE("a million letters a have the digest that FIPS 180 gives") {
  Sha256 hash;
  for (int i = 0; i < 1'000; ++i) hash.update(std::string(1'000, 'a'));
  CHECK(to_hex(hash.finish()) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
