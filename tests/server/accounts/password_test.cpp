#include "server/accounts/password.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace undersigned::accounts {
namespace {

bool is_obvious(std::string_view username, std::string_view password) {
  const Status status = check_password(username, password);
  return !status.ok() && status.error() == Error{ErrorCode::BadValue, Field::Password};
}

TEST_CASE("a long password that is not obvious may be used, in any script") {
  for (const char* password :
       {"seven otters swim home", "Tr0ub4dor&3xyz!", "кот сидит на окне", "私たちは署名します、今日から",
        "password of my late grandmother", "administrative leave now", "83-91-a-77-30!"}) {
    CAPTURE(password);
    CHECK(check_password("ana", password).ok());
  }
}

TEST_CASE("a short, endless, broken or obvious password may not") {
  CHECK(check_password("ana", "short").error() == Error{ErrorCode::TooShort, Field::Password});
  CHECK(check_password("ana", "кот на окне").error().code == ErrorCode::TooShort);
  CHECK(check_password("ana", std::string(257, 'x')).error().code == ErrorCode::TooLong);
  CHECK(check_password("ana", "\xFF\xFE is not any text").error().code == ErrorCode::BadEncoding);
  for (const char* password : {"password1234", "P@ssw0rd2024!", "PasswordPassword", "123456789012", "qwertyuiop[]12",
                               "qwertyuiopas", "aaaaaaaaaaaa", "abcabcabcabc", "abcdefghijkl", "letmein-letmein",
                               "Undersigned2024", "admin1234567", "098765432109", "1q2w3e4r5t6y", "iloveyou2024!!",
                               "monkey123456!", "Summer2024!!", "elephantelephant", "пппппппппппп"}) {
    CAPTURE(password);
    CHECK(is_obvious("ana", password));
  }
  CHECK(is_obvious("dontae.sharpe", "Dontae.Sharpe1"));
}

TEST_CASE("a hash knows its password, however the same characters were composed, and no other") {
  PasswordHasher hasher;
  const Result<std::string> hash = hasher.hash("se\xC3\xB1or de los cielos");
  REQUIRE(hash.ok());
  CHECK(hash->starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
  CHECK(hasher.verify(*hash, "se\xC3\xB1or de los cielos").value());
  CHECK(hasher.verify(*hash, "sen\xCC\x83or de los cielos").value());
  CHECK_FALSE(hasher.verify(*hash, "senor de los cielos").value());
  CHECK_FALSE(hasher.verify(*hash, std::string(1'000'000, 'x')).value());
  CHECK_FALSE(hasher.verify(std::nullopt, "se\xC3\xB1or de los cielos").value());
  CHECK(hasher.hash("se\xC3\xB1or de los cielos").value() != *hash);
}

TEST_CASE("beyond those who hash and those who may wait the answer is Busy, and everyone is answered") {
  PasswordHasher hasher;
  std::atomic<int> answered = 0;
  std::atomic<int> busy = 0;
  std::vector<std::thread> threads;
  threads.reserve(24);
  for (int i = 0; i < 24; ++i) {
    threads.emplace_back([&] {
      const Result<bool> result = hasher.verify(std::nullopt, "seven otters swim home");
      if (result.ok()) {
        CHECK_FALSE(result.value());
        ++answered;
      } else {
        CHECK(result.error().code == ErrorCode::Busy);
        ++busy;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(answered > 0);
  CHECK(answered + busy == 24);
}

}  // namespace
}  // namespace undersigned::accounts
