#include "server/signing/guess_limiter.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "server/limits.h"

using namespace undersigned;
using signing::GuessLimiter;

namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::int64_t kNow = 20'000 * kDayMs + kDayMs / 2;  // noon
constexpr std::uint32_t kMax = limits::kWrongGuessesOfNetworkMax;

std::uint32_t admitted(GuessLimiter& limiter, const std::string& network, const std::string& mailbox,
                       std::int64_t now_ms = kNow) {
  std::uint32_t count = 0;
  while (count < 1'000 && limiter.admit(network, mailbox, now_ms) == 0) ++count;
  return count;
}

}  // namespace

TEST_CASE("a network has so many wrong guesses at a mailbox's codes a day, and is told when the next day begins") {
  GuessLimiter limiter;
  CHECK(admitted(limiter, "net", "ana") == kMax);
  CHECK(limiter.admit("net", "ana", kNow) == kDayMs / 2 / 1000);
  CHECK(limiter.admit("net", "ana", kNow + kDayMs / 2 - 1) == 1);
  CHECK(admitted(limiter, "net", "ana", kNow + kDayMs / 2) == kMax);
}

TEST_CASE("other networks and other mailboxes have guesses of their own") {
  GuessLimiter limiter;
  REQUIRE(admitted(limiter, "net", "ana") == kMax);
  CHECK(admitted(limiter, "other", "ana") == kMax);
  CHECK(admitted(limiter, "net", "ben") == kMax);
  CHECK(admitted(limiter, "ne", "tana") == kMax);
}

TEST_CASE("a right guess costs none") {
  GuessLimiter limiter;
  for (int i = 0; i < 100; ++i) {
    REQUIRE(limiter.admit("net", "ana", kNow) == 0);
    limiter.succeeded("net", "ana", kNow);
  }
  CHECK(admitted(limiter, "net", "ana") == kMax);
  limiter.succeeded("net", "ana", kNow);
  CHECK(admitted(limiter, "net", "ana") == 1);
}

TEST_CASE("a right guess of a day that is over makes nothing free") {
  GuessLimiter limiter;
  REQUIRE(admitted(limiter, "net", "ana") == kMax);
  limiter.succeeded("net", "ana", kNow + kDayMs);
  CHECK(admitted(limiter, "net", "ana", kNow + kDayMs) == kMax);
}

TEST_CASE("guesses sent all at once are counted before the first of them is looked at") {
  GuessLimiter limiter;
  std::atomic<std::uint32_t> count{0};
  std::vector<std::thread> threads;
  threads.reserve(8);
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { count += admitted(limiter, "net", "ana"); });
  for (std::thread& thread : threads) thread.join();
  CHECK(count == kMax);
}

TEST_CASE("a flood of other guesses does not wash out those of a network that has had its share") {
  GuessLimiter limiter;
  for (int i = 0; i < 100; ++i) REQUIRE(admitted(limiter, "net", "often " + std::to_string(i)) == kMax);
  for (std::size_t i = 0; i < 4 * limits::kGuessEntriesMax; ++i) {
    limiter.admit("net", "once " + std::to_string(i), kNow);
  }
  for (int i = 0; i < 100; ++i) CHECK(limiter.admit("net", "often " + std::to_string(i), kNow) > 0);
}
