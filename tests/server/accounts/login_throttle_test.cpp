#include "server/accounts/login_throttle.h"

#include <doctest/doctest.h>

#include <string>

#include "server/limits.h"

namespace undersigned::accounts {
namespace {

constexpr std::int64_t kStartMs = 1'700'049'600'000;

TEST_CASE("a few failures cost nothing, then every one makes the address wait longer, up to the limit") {
  LoginThrottle throttle;
  std::int64_t now_ms = kStartMs;
  for (int i = 0; i < 5; ++i) CHECK(throttle.admit("ana", "192.0.2.1", now_ms).wait_ms == 0);
  std::int64_t before_ms = 0;
  for (int i = 0; i < 12; ++i) {
    const std::int64_t wait_ms = throttle.admit("ana", "192.0.2.1", now_ms).wait_ms;
    CHECK(wait_ms >= before_ms);
    CHECK(wait_ms > 0);
    CHECK(wait_ms <= limits::kLoginDelayAddressMsMax);
    before_ms = wait_ms;
    now_ms += wait_ms;
    CHECK(throttle.admit("ana", "192.0.2.1", now_ms).wait_ms == 0);
  }
  CHECK(before_ms == limits::kLoginDelayAddressMsMax);
}

TEST_CASE("whoever gets it right starts afresh, and so does whoever stays away for long") {
  LoginThrottle throttle;
  for (int i = 0; i < 5; ++i) CHECK(throttle.admit("ana", "192.0.2.1", kStartMs).wait_ms == 0);
  CHECK(throttle.admit("ana", "192.0.2.1", kStartMs).wait_ms > 0);
  SUBCASE("right") {
    throttle.succeeded("ana", "192.0.2.1", kStartMs);
    CHECK(throttle.admit("ana", "192.0.2.1", kStartMs).wait_ms == 0);
  }
  SUBCASE("later") {
    CHECK(throttle.admit("ana", "192.0.2.1", kStartMs + 3'600'000).wait_ms == 0);
  }
}

TEST_CASE("other names from the same address do not help, other hosts of the same IPv6 network neither") {
  LoginThrottle throttle;
  for (int i = 0; i < 5; ++i) {
    CHECK(throttle.admit("user" + std::to_string(i), "2001:db8:1:2::" + std::to_string(i), kStartMs).wait_ms == 0);
  }
  CHECK(throttle.admit("another", "2001:db8:1:2:ffff::1", kStartMs).wait_ms > 0);
  CHECK(throttle.admit("another", "2001:db8:1:3::1", kStartMs).wait_ms == 0);
}

TEST_CASE("an IPv4 address is the same written as IPv6") {
  LoginThrottle throttle;
  for (int i = 0; i < 5; ++i) CHECK(throttle.admit("ana", "192.0.2.1", kStartMs).wait_ms == 0);
  CHECK(throttle.admit("ana", "::ffff:192.0.2.1", kStartMs).wait_ms > 0);
  CHECK(throttle.admit("ana", "::ffff:192.0.2.2", kStartMs).wait_ms == 0);
}

TEST_CASE("guessing one name from many networks slows those who have failed, and never keeps the owner out") {
  LoginThrottle throttle;
  for (int i = 0; i < 200; ++i) {
    CHECK(throttle.admit("ana", "198.51." + std::to_string(i) + ".1", kStartMs).wait_ms == 0);
  }
  CHECK(throttle.admit("ANA", "198.51.7.1", kStartMs).wait_ms > 0);
  CHECK(throttle.admit("ana", "198.51.7.1", kStartMs).wait_ms <= limits::kLoginDelayUsernameMsMax);
  CHECK(throttle.admit("ana", "203.0.113.1", kStartMs).wait_ms == 0);
}

TEST_CASE("who has a whole network guesses little faster than who has one address") {
  for (const bool v6 : {false, true}) {
    CAPTURE(v6);
    LoginThrottle throttle;
    int looked_at = 0;
    for (int second = 0; second < 3'600; ++second) {
      for (int i = 0; i < 10; ++i) {
        const int host = (second * 10 + i) % 256;
        const std::string address =
            v6 ? "2001:db8:7:" + std::to_string(second) + "::1" : "192.0.2." + std::to_string(host);
        looked_at += throttle.admit("ana", address, kStartMs + second * 1'000).wait_ms == 0 ? 1 : 0;
      }
    }
    CHECK(looked_at < 100);
    CHECK(throttle.admit("ana", v6 ? "2001:db8:8::1" : "192.0.3.1", kStartMs + 3'599'000).wait_ms == 0);
  }
}

TEST_CASE("who has an account of their own does not guess at others' faster by signing in between") {
  LoginThrottle throttle;
  int looked_at = 0;
  for (int i = 0; i < 1'000; ++i) {
    looked_at += throttle.admit("ana", "192.0.2.1", kStartMs).wait_ms == 0 ? 1 : 0;
    if (throttle.admit("eve", "192.0.2.1", kStartMs).wait_ms == 0) throttle.succeeded("eve", "192.0.2.1", kStartMs);
  }
  CHECK(looked_at < 30);
}

TEST_CASE("whoever was in within a day waits for no neighbour's guesses, and for their own all the same") {
  constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;
  LoginThrottle throttle;
  REQUIRE(throttle.admit("ana", "2001:db8:7:1::1", kStartMs).wait_ms == 0);
  throttle.succeeded("ana", "2001:db8:7:1::1", kStartMs);
  const auto guess = [&](std::int64_t now_ms) {
    for (int i = 0; i < 100; ++i) throttle.admit("ana", "2001:db8:7:2" + std::to_string(i) + "::1", now_ms);
  };
  const std::int64_t later_ms = kStartMs + kDayMs - 1;
  guess(later_ms);
  CHECK(throttle.admit("ana", "2001:db8:7:3::1", later_ms).wait_ms > 0);
  CHECK(throttle.admit("bo", "2001:db8:7:1::1", later_ms).wait_ms > 0);
  const auto admission = throttle.admit("ana", "2001:db8:7:1::1", later_ms);
  CHECK(admission.wait_ms == 0);
  CHECK(admission.known);
  CHECK_FALSE(admission.fresh);
  for (int i = 0; i < 4; ++i) throttle.admit("ana", "2001:db8:7:1::1", later_ms + 60'000);
  CHECK(throttle.admit("ana", "2001:db8:7:1::1", later_ms + 60'000).wait_ms > 0);
  guess(kStartMs + kDayMs);
  CHECK(throttle.admit("ana", "2001:db8:7:1::1", kStartMs + kDayMs).wait_ms > 0);
}

TEST_CASE("a network is fresh until something of it has failed") {
  LoginThrottle throttle;
  const auto first = throttle.admit("ana", "2001:db8:7:1::1", kStartMs);
  CHECK(first.fresh);
  const auto second = throttle.admit("bo", "2001:db8:7:2::1", kStartMs);
  CHECK(second.wait_ms == 0);
  CHECK_FALSE(second.fresh);
  CHECK(second.network == first.network);
  CHECK(throttle.admit("ana", "2001:db8:8::1", kStartMs).network != first.network);
  CHECK(throttle.admit("ana", "2001:db8:9::1", kStartMs).fresh);
}

TEST_CASE("an attempt that was not made counts for nothing") {
  LoginThrottle throttle;
  for (int i = 0; i < 100; ++i) {
    REQUIRE(throttle.admit("ana", "192.0.2.1", kStartMs).fresh);
    throttle.not_attempted("ana", "192.0.2.1");
  }
  throttle.not_attempted("ana", "192.0.2.1");
  CHECK(throttle.admit("ana", "192.0.2.1", kStartMs).fresh);
}

TEST_CASE("it remembers only so many, and the most recent ones") {
  LoginThrottle throttle;
  for (std::size_t i = 0; i < 3 * limits::kLoginThrottleEntriesMax; ++i) {
    CHECK(throttle.admit("user" + std::to_string(i), "address " + std::to_string(i), kStartMs).wait_ms == 0);
  }
  for (int i = 0; i < 5; ++i) CHECK(throttle.admit("ana", "192.0.2.1", kStartMs).wait_ms == 0);
  CHECK(throttle.admit("ana", "192.0.2.1", kStartMs).wait_ms > 0);
}

}  // namespace
}  // namespace undersigned::accounts
