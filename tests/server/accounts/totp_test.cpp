#include "server/accounts/totp.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace undersigned::accounts {
namespace {

// RFC 6238 appendix B: the key of its SHA-1 vectors.
TotpKey rfc_key() {
  constexpr std::string_view kText = "12345678901234567890";
  TotpKey key{};
  std::copy(kText.begin(), kText.end(), key.begin());
  return key;
}

struct Vector {
  std::int64_t time_s;
  std::string_view code;  // the last six of the RFC's eight digits
};

constexpr Vector kVectors[] = {{59, "287082"},
                               {1'111'111'109, "081804"},
                               {1'111'111'111, "050471"},
                               {1'234'567'890, "005924"},
                               {2'000'000'000, "279037"},
                               {20'000'000'000, "353130"}};

}  // namespace

TEST_CASE("codes are those of RFC 6238") {
  for (const Vector& vector : kVectors) {
    CAPTURE(vector.time_s);
    const std::int64_t time_ms = vector.time_s * 1000;
    CHECK(totp_code(rfc_key(), time_ms / kTotpStepMs) == vector.code);
    CHECK(totp_step_of(rfc_key(), vector.code, time_ms, 0) == time_ms / kTotpStepMs);
  }
}

TEST_CASE("a code is right one step early and late, and not two") {
  const TotpKey key = rfc_key();
  constexpr std::int64_t kStep = 50'000'000;
  const std::string code = totp_code(key, kStep);
  for (const std::int64_t steps : {-1, 0, 1}) {
    CHECK(totp_step_of(key, code, (kStep + steps) * kTotpStepMs, 0) == kStep);
  }
  CHECK_FALSE(totp_step_of(key, code, (kStep - 1) * kTotpStepMs - 1, 0).has_value());
  CHECK_FALSE(totp_step_of(key, code, (kStep + 2) * kTotpStepMs, 0).has_value());
}

TEST_CASE("a code of a step that was taken, or of one before it, is no code") {
  const TotpKey key = rfc_key();
  constexpr std::int64_t kStep = 50'000'000;
  constexpr std::int64_t kNowMs = kStep * kTotpStepMs;
  CHECK(totp_step_of(key, totp_code(key, kStep), kNowMs, kStep - 1) == kStep);
  CHECK_FALSE(totp_step_of(key, totp_code(key, kStep), kNowMs, kStep).has_value());
  CHECK_FALSE(totp_step_of(key, totp_code(key, kStep - 1), kNowMs, kStep).has_value());
  CHECK(totp_step_of(key, totp_code(key, kStep + 1), kNowMs, kStep) == kStep + 1);
}

TEST_CASE("blanks in a code do not count, and nothing but six digits can be one") {
  const TotpKey key = rfc_key();
  constexpr std::int64_t kNowMs = 59'000;
  CHECK(totp_step_of(key, " 287 082 ", kNowMs, 0).has_value());
  for (const std::string_view wrong : {"", "28708", "2870820", "94287082", "28708x", "287083"}) {
    CAPTURE(wrong);
    CHECK_FALSE(totp_step_of(key, wrong, kNowMs, 0).has_value());
  }
}

TEST_CASE("the key is shown as base32 and as the link that apps know") {
  CHECK(totp_key_text(rfc_key()) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  CHECK(totp_link(rfc_key(), "Undersigned sign.example", "ana@example.org") ==
        "otpauth://totp/Undersigned%20sign.example:ana%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        "&issuer=Undersigned%20sign.example");
}

TEST_CASE("every key is another") {
  CHECK(make_totp_key() != make_totp_key());
}

}  // namespace undersigned::accounts
