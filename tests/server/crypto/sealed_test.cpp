#include "server/crypto/sealed.h"

#include <doctest/doctest.h>

#include "tests/server/crypto/a_secret.h"

namespace undersigned::crypto::testing {
namespace {

const Key kKey = a_secret().key(KeyPurpose::TwoStep);

TEST_CASE("what was sealed opens under its key, and every seal is another") {
  const std::string sealed = seal(kKey, "a key");
  CHECK(unseal(kKey, sealed) == "a key");
  CHECK(seal(kKey, "a key") != sealed);
  CHECK(sealed.find("a key") == std::string::npos);
  CHECK(unseal(kKey, seal(kKey, "")) == "");
}

TEST_CASE("what was changed, cut or sealed under another key does not open") {
  const std::string sealed = seal(kKey, "a key");
  for (std::size_t i = 0; i < sealed.size(); i += 3) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    CHECK_FALSE(unseal(kKey, changed).has_value());
  }
  CHECK_FALSE(unseal(kKey, sealed.substr(0, sealed.size() - 4)).has_value());
  CHECK_FALSE(unseal(kKey, "").has_value());
  CHECK_FALSE(unseal(kKey, "AAAA").has_value());
  CHECK_FALSE(unseal(a_secret().key(KeyPurpose::SecondStep), sealed).has_value());
}

}  // namespace
}  // namespace undersigned::crypto::testing
