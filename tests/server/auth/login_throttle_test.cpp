#include "server/auth/login_throttle.h"

#include <doctest/doctest.h>

#include <string>

#include "shared/limits.h"

namespace undersigned::auth {
namespace {

constexpr std::int64_t kStartMs = 1'700'049'600'000;

TEST_CASE("a few failures cost nothing, then every one makes the address wait longer, up to the limit") {
  LoginThrottle throttle;
  std::int64_t now_ms = kStartMs;
  for (int i = 0; i < 5; ++i) CHECK(throttle.admit("ana", "192.0.2.1", now_ms) == 0);
  std::int64_t before_ms = 0;
  for (int i = 0; i < 12; ++i) {
    const std::int64_t wait_ms = throttle.admit("ana", "192.0.2.1", now_ms);
    CHECK(wait_ms >= before_ms);
    CHECK(wait_ms > 0);
    CHECK(wait_ms <= limits::kLoginDelayAddressMsMax);
    before_ms = wait_ms;
    now_ms += wait_ms;
    CHECK(throttle.admit("ana", "192.0.2.1", now_ms) == 0);
  }
  CHECK(before_ms == limits::kLoginDelayAddressMsMax);
}

TEST_CASE("whoever gets it right starts afresh, and so does whoever stays away for long") {
  LoginThrottle throttle;
  for (int i = 0; i < 5; ++i) CHECK(throttle.admit("ana", "192.0.2.1", kStartMs) == 0);
  CHECK(throttle.admit("ana", "192.0.2.1", kStartMs) > 0);
  SUBCASE("right") {
    throttle.succeeded("ana", "192.0.2.1");
    CHECK(throttle.admit("ana", "192.0.2.1", kStartMs) == 0);
  }
  SUBCASE("later") {
    CHECK(throttle.admit("ana", "192.0.2.1", kStartMs + 3'600'000) == 0);
  }
}

TEST_CASE("other names from the same address do not help, other hosts of the same IPv6 network neither") {
  LoginThrottle throttle;
  for (int i = 0; i < 5; ++i) {
    CHECK(throttle.admit("user" + std::to_string(i), "2001:db8:1:2::" + std::to_string(i), kStartMs) == 0);
  }
  CHECK(throttle.admit("another", "2001:db8:1:2:ffff::1", kStartMs) > 0);
  CHECK(throttle.admit("another", "2001:db8:1:3::1", kStartMs) == 0);
}

TEST_CASE("an IPv4 address is the same written as IPv6") {
  LoginThrottle throttle;
  for (int i = 0; i < 5; ++i) CHECK(throttle.admit("ana", "192.0.2.1", kStartMs) == 0);
  CHECK(throttle.admit("ana", "::ffff:192.0.2.1", kStartMs) > 0);
  CHECK(throttle.admit("ana", "::ffff:192.0.2.2", kStartMs) == 0);
}

TEST_CASE("guessing one name from many addresses slows those who have failed, and never keeps the owner out") {
  LoginThrottle throttle;
  for (int i = 0; i < 200; ++i) {
    CHECK(throttle.admit("ana", "198.51.100." + std::to_string(i), kStartMs) == 0);
  }
  CHECK(throttle.admit("ANA", "198.51.100.7", kStartMs) > 0);
  CHECK(throttle.admit("ana", "198.51.100.7", kStartMs) <= limits::kLoginDelayUsernameMsMax);
  CHECK(throttle.admit("ana", "203.0.113.1", kStartMs) == 0);
}

TEST_CASE("it remembers only so many, and the most recent ones") {
  LoginThrottle throttle;
  for (std::size_t i = 0; i < 3 * limits::kLoginThrottleEntriesMax; ++i) {
    CHECK(throttle.admit("user" + std::to_string(i), "address " + std::to_string(i), kStartMs) == 0);
  }
  for (int i = 0; i < 5; ++i) CHECK(throttle.admit("ana", "192.0.2.1", kStartMs) == 0);
  CHECK(throttle.admit("ana", "192.0.2.1", kStartMs) > 0);
}

}  // namespace
}  // namespace undersigned::auth
