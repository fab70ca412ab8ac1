#include "server/signing/guesses.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "server/limits.h"

using namespace undersigned;
using signing::Guesses;

namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::int64_t kNow = 20'000 * kDayMs + kDayMs / 2;  // noon
constexpr std::uint32_t kMax = limits::kWrongGuessesOfNetworkMax;

std::uint32_t admitted(Guesses& guesses, const std::string& network, const std::string& mailbox,
                       std::int64_t now_ms = kNow) {
  std::uint32_t count = 0;
  while (count < 1'000 && guesses.admit(network, mailbox, now_ms) == 0) ++count;
  return count;
}

}  // namespace

TEST_CASE("a network has so many wrong guesses at a mailbox's codes a day, and is told when the next day begins") {
  Guesses guesses;
  CHECK(admitted(guesses, "net", "ana") == kMax);
  CHECK(guesses.admit("net", "ana", kNow) == kDayMs / 2 / 1000);
  CHECK(guesses.admit("net", "ana", kNow + kDayMs / 2 - 1) == 1);
  CHECK(admitted(guesses, "net", "ana", kNow + kDayMs / 2) == kMax);
}

TEST_CASE("other networks and other mailboxes have guesses of their own") {
  Guesses guesses;
  REQUIRE(admitted(guesses, "net", "ana") == kMax);
  CHECK(admitted(guesses, "other", "ana") == kMax);
  CHECK(admitted(guesses, "net", "ben") == kMax);
  CHECK(admitted(guesses, "ne", "tana") == kMax);
}

TEST_CASE("a right guess costs none") {
  Guesses guesses;
  for (int i = 0; i < 100; ++i) {
    REQUIRE(guesses.admit("net", "ana", kNow) == 0);
    guesses.forgive("net", "ana", kNow);
  }
  CHECK(admitted(guesses, "net", "ana") == kMax);
  guesses.forgive("net", "ana", kNow);
  CHECK(admitted(guesses, "net", "ana") == 1);
}

TEST_CASE("a right guess of a day that is over makes nothing free") {
  Guesses guesses;
  REQUIRE(admitted(guesses, "net", "ana") == kMax);
  guesses.forgive("net", "ana", kNow + kDayMs);
  CHECK(admitted(guesses, "net", "ana", kNow + kDayMs) == kMax);
}

TEST_CASE("guesses sent all at once are counted before the first of them is looked at") {
  Guesses guesses;
  std::atomic<std::uint32_t> count{0};
  std::vector<std::thread> threads;
  threads.reserve(8);
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { count += admitted(guesses, "net", "ana"); });
  for (std::thread& thread : threads) thread.join();
  CHECK(count == kMax);
}

TEST_CASE("a flood of other guesses does not wash out those of a network that has had its share") {
  Guesses guesses;
  for (int i = 0; i < 100; ++i) REQUIRE(admitted(guesses, "net", "often " + std::to_string(i)) == kMax);
  for (std::size_t i = 0; i < 4 * limits::kGuessEntriesMax; ++i) {
    guesses.admit("net", "once " + std::to_string(i), kNow);
  }
  for (int i = 0; i < 100; ++i) CHECK(guesses.admit("net", "often " + std::to_string(i), kNow) > 0);
}
