#include "server/mail/retry.h"

#include <doctest/doctest.h>

#include "server/limits.h"

using namespace undersigned;
using namespace undersigned::mail;

TEST_CASE("attempts come ever more rarely, at most so rarely, and end") {
  constexpr std::int64_t kNowMs = 1'000'000;
  CHECK(next_attempt_ms(1, kNowMs) == kNowMs + limits::kMailRetryMsMin);
  CHECK(next_attempt_ms(2, kNowMs) == kNowMs + 2 * limits::kMailRetryMsMin);
  CHECK(next_attempt_ms(4, kNowMs) == kNowMs + 8 * limits::kMailRetryMsMin);
  CHECK(next_attempt_ms(limits::kMailAttemptsMax - 1, kNowMs) == kNowMs + limits::kMailRetryMsMax);
  CHECK_FALSE(next_attempt_ms(limits::kMailAttemptsMax, kNowMs).has_value());
  CHECK_FALSE(next_attempt_ms(1'000'000, kNowMs).has_value());

  std::int64_t total_ms = 0;
  std::int64_t before_ms = 0;
  for (int failures = 1; const auto next = next_attempt_ms(failures, 0); ++failures) {
    CHECK(*next >= before_ms);
    before_ms = *next;
    total_ms += *next;
  }
  constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
  CHECK(total_ms > kDayMs);
  CHECK(total_ms < 3 * kDayMs);
}
