#include "server/mail/code.h"

#include <doctest/doctest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

#include "server/auth/random.h"
#include "shared/limits.h"

using namespace undersigned;
using namespace undersigned::mail;

namespace {

RandomBytes fresh_bytes() {
  RandomBytes bytes{};
  auth::random_bytes(bytes);
  return bytes;
}

auth::Key key_of(std::uint8_t byte) {
  auth::Key key{};
  key.fill(byte);
  return key;
}

// Bytes that are the number `value`, as make_code() reads them.
RandomBytes bytes_of(std::uint64_t value) {
  RandomBytes bytes{};
  for (std::size_t i = 0; i < 8; ++i) bytes[kRandomBytes - 1 - i] = static_cast<std::uint8_t>(value >> (8 * i));
  return bytes;
}

}  // namespace

TEST_CASE("a code has six digits, also the small ones") {
  CHECK(make_code(bytes_of(0)) == "000000");
  CHECK(make_code(bytes_of(42)) == "000042");
  CHECK(make_code(bytes_of(999'999)) == "999999");
  CHECK(make_code(bytes_of(1'000'000)) == "000000");
  CHECK(make_code(bytes_of(123'456'789'012)) == "789012");
  RandomBytes all{};
  all.fill(0xFF);
  CHECK(make_code(all) == "211455");  // (2^128 - 1) mod 10^6
}

// The sum of (seen - expected)^2 / expected over 1,000 groups has mean 999 and standard deviation 44.7; ten of those
// away is beyond chance.
TEST_CASE("codes are spread evenly") {
  constexpr int kGroups = 1'000;
  constexpr int kExpected = 200;
  std::vector<int> first(kGroups);
  std::vector<int> last(kGroups);
  for (int i = 0; i < kGroups * kExpected; ++i) {
    const std::string code = make_code(fresh_bytes());
    ++first[static_cast<std::size_t>(std::stoi(code.substr(0, 3)))];
    ++last[static_cast<std::size_t>(std::stoi(code.substr(3)))];
  }
  for (const std::vector<int>& seen : {first, last}) {
    double chi_squared = 0;
    for (const int count : seen)
      chi_squared += (count - kExpected) * (count - kExpected) / static_cast<double>(kExpected);
    CHECK(chi_squared > 999 - 447);
    CHECK(chi_squared < 999 + 447);
  }
}

TEST_CASE("a link's token holds all 128 bits") {
  CHECK(make_link_token(RandomBytes{}) == std::string(kLinkTokenChars, '0'));
  RandomBytes all{};
  all.fill(0xFF);
  CHECK(make_link_token(all) == std::string(25, 'z') + "w");

  std::set<std::string> tokens{make_link_token(RandomBytes{})};
  for (std::size_t bit = 0; bit < kRandomBytes * 8; ++bit) {
    RandomBytes bytes{};
    bytes[bit / 8] = static_cast<std::uint8_t>(1U << (bit % 8));
    tokens.insert(make_link_token(bytes));
  }
  CHECK(tokens.size() == kRandomBytes * 8 + 1);
}

TEST_CASE("a code is read however it was typed or pasted") {
  for (const std::string typed : {"042137", " 042137\n", "042 137", "042-137", "0 4 2 1 3 7", "042137\xC2\xA0",
                                  "\xD9\xA0\xD9\xA4\xD9\xA2\xD9\xA1\xD9\xA3\xD9\xA7",
                                  "\xEF\xBC\x90\xEF\xBC\x94\xEF\xBC\x92\xEF\xBC\x91\xEF\xBC\x93\xEF\xBC\x97"}) {
    CAPTURE(typed);
    CHECK(read_code(typed) == "042137");
  }
  for (const std::string typed : {"", "04213", "0421377", "04213a", "042137 or so", "042137\xFF", "+042137"}) {
    CAPTURE(typed);
    CHECK_FALSE(read_code(typed).has_value());
  }
  CHECK_FALSE(read_code(std::string(1'000, ' ') + "042137").has_value());
}

TEST_CASE("a hash is bound to the key, the purpose, the subject and the code") {
  const auth::Key key = key_of(1);
  const CodeHash hash = hash_code(key, CodePurpose::ConfirmSignature, "signature", "042137");
  CHECK(same_hash(hash, hash_code(key, CodePurpose::ConfirmSignature, "signature", "042137")));
  CHECK_FALSE(same_hash(hash, hash_code(key_of(2), CodePurpose::ConfirmSignature, "signature", "042137")));
  CHECK_FALSE(same_hash(hash, hash_code(key, CodePurpose::OpenMy, "signature", "042137")));
  CHECK_FALSE(same_hash(hash, hash_code(key, CodePurpose::ConfirmSignature, "other", "042137")));
  CHECK_FALSE(same_hash(hash, hash_code(key, CodePurpose::ConfirmSignature, "signature", "042138")));
  CHECK_FALSE(same_hash(hash, hash_code(key, CodePurpose::ConfirmSignature, "signature0", "42137")));
}

TEST_CASE("hashes that differ in one bit are not the same") {
  const CodeHash hash = hash_code(key_of(1), CodePurpose::OpenMy, "mailbox", "042137");
  for (std::size_t bit = 0; bit < hash.size() * 8; ++bit) {
    CodeHash other = hash;
    other[bit / 8] = static_cast<std::uint8_t>(other[bit / 8] ^ (1U << (bit % 8)));
    CHECK_FALSE(same_hash(hash, other));
  }
}

TEST_CASE("a code opens within its time and its attempts, and not after") {
  const auth::Key key = key_of(1);
  const CodeHash right = hash_code(key, CodePurpose::ConfirmSignature, "signature", "042137");
  const CodeHash wrong = hash_code(key, CodePurpose::ConfirmSignature, "signature", "042138");
  const CodeHash other_purpose = hash_code(key, CodePurpose::OpenMy, "signature", "042137");
  constexpr std::int64_t kMadeMs = 1'000;
  StoredCode stored{.hash = right, .expires_ms = kMadeMs + limits::kMailCodeMs};

  CHECK(check_code(stored, right, kMadeMs) == CodeAnswer::Right);
  CHECK(check_code(stored, wrong, kMadeMs) == CodeAnswer::Wrong);
  CHECK(check_code(stored, other_purpose, kMadeMs) == CodeAnswer::Wrong);
  CHECK(check_code(stored, right, stored.expires_ms - 1) == CodeAnswer::Right);
  CHECK(check_code(stored, right, stored.expires_ms) == CodeAnswer::Expired);
  CHECK(check_code(stored, wrong, stored.expires_ms) == CodeAnswer::Expired);

  stored.failures = limits::kMailCodeAttemptsMax - 1;
  CHECK(check_code(stored, right, kMadeMs) == CodeAnswer::Right);
  stored.failures = limits::kMailCodeAttemptsMax;
  CHECK(check_code(stored, right, kMadeMs) == CodeAnswer::TooManyAttempts);
  CHECK(check_code(stored, wrong, kMadeMs) == CodeAnswer::TooManyAttempts);
}
