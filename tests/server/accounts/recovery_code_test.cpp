#include "server/accounts/recovery_code.h"

#include <algorithm>
#include <cctype>

#include "tests/server/accounts/fixture.h"

namespace undersigned::accounts::testing {
namespace {

const crypto::Key kKey = a_secret().key(crypto::KeyPurpose::RecoveryCode);

TEST_CASE("a recovery code is six groups of four, and every one is another") {
  const std::string code = make_recovery_code();
  CHECK(code.size() == 29);
  CHECK(std::count(code.begin(), code.end(), '-') == 5);
  CHECK(code != make_recovery_code());
}

TEST_CASE("a recovery code is read however it is typed") {
  const std::string code = "0abc-1def-ghjk-mnpq-rstv-wxyz";
  const auto hash = recovery_code_hash(kKey, 7, code);
  REQUIRE(hash.has_value());
  CHECK(recovery_code_hash(kKey, 7, "OABC IDEF GHJK MNPQ RSTV WXYZ") == hash);
  CHECK(recovery_code_hash(kKey, 7, "oabcldefghjkmnpqrstvwxyz") == hash);
}

TEST_CASE("a recovery code is one account's, under one secret, and has its length") {
  const std::string code = make_recovery_code();
  const auto hash = recovery_code_hash(kKey, 7, code);
  CHECK(recovery_code_hash(kKey, 8, code) != hash);
  CHECK(recovery_code_hash(a_secret(2).key(crypto::KeyPurpose::RecoveryCode), 7, code) != hash);
  CHECK_FALSE(recovery_code_hash(kKey, 7, "123456").has_value());
  CHECK_FALSE(recovery_code_hash(kKey, 7, code + "a").has_value());
  CHECK_FALSE(recovery_code_hash(kKey, 7, std::string(10'000, ' ') + code).has_value());
}

}  // namespace
}  // namespace undersigned::accounts::testing
