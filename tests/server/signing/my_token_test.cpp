#include "server/signing/my_token.h"

#include <doctest/doctest.h>

#include "server/limits.h"
#include "tests/server/crypto/a_secret.h"

namespace undersigned::signing::testing {

using crypto::testing::a_secret;
namespace {

constexpr std::int64_t kOpenedMs = 1'760'000'000'000;

TEST_CASE("a page of /my opens again for its mailbox, however that is spelled, until its time is over") {
  const MyTokens tokens(a_secret().key(crypto::KeyPurpose::MyPage));
  const std::string token = tokens.make("ana.gil@gmail.com", kOpenedMs);
  CHECK(tokens.opens("ana.gil@gmail.com", token, kOpenedMs));
  CHECK(tokens.opens("anagil@gmail.com", token, kOpenedMs + limits::kMyPageMs - 1));
  CHECK_FALSE(tokens.opens("ana.gil@gmail.com", token, kOpenedMs + limits::kMyPageMs));
  CHECK_FALSE(tokens.opens("ana.gil@gmail.com", token, kOpenedMs - 1));
}

TEST_CASE("a token for another mailbox, of another server, of another time or of no form opens nothing") {
  const MyTokens tokens(a_secret().key(crypto::KeyPurpose::MyPage));
  const std::string token = tokens.make("ana@example.org", kOpenedMs);
  CHECK_FALSE(tokens.opens("anna@example.org", token, kOpenedMs));
  CHECK_FALSE(MyTokens(a_secret(2).key(crypto::KeyPurpose::MyPage)).opens("ana@example.org", token, kOpenedMs));
  std::string later = token;
  later.replace(0, 13, std::to_string(kOpenedMs + 1));
  CHECK_FALSE(tokens.opens("ana@example.org", later, kOpenedMs + 1));
  for (const char* wrong : {"", "-", "1760000000000", "1760000000000-", "x", "99999999999999999999-x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(tokens.opens("ana@example.org", wrong, kOpenedMs));
  }
}

}  // namespace
}  // namespace undersigned::signing::testing
