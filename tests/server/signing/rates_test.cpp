#include "server/signing/rates.h"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "server/limits.h"

using namespace undersigned;
using signing::Counted;
using signing::Rates;

namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
constexpr std::int64_t kNow = 20'000 * kDayMs + kDayMs / 2;  // noon

void add(Rates& rates, const std::string& name, int times, std::int64_t now_ms = kNow) {
  for (int i = 0; i < times; ++i) rates.add(Counted::Signatures, name, now_ms);
}

double count(Rates& rates, const std::string& name, std::int64_t now_ms = kNow) {
  return rates.count(Counted::Signatures, name, now_ms);
}

}  // namespace

TEST_CASE("a count is what came at once, and falls to 1/e in the window") {
  Rates rates;
  CHECK(count(rates, "a") == 0);
  add(rates, "a", 100);
  CHECK(count(rates, "a") == doctest::Approx(100));
  CHECK(count(rates, "a", kNow + limits::kRateWindowMs) == doctest::Approx(100 / std::exp(1)));
  CHECK(count(rates, "a", kNow + 10 * limits::kRateWindowMs) < 0.01);
}

TEST_CASE("a steady stream counts as much as comes in a window") {
  Rates rates;
  const int per_window = 600;
  std::int64_t now_ms = kNow;
  for (int i = 0; i < 10 * per_window; ++i) {
    now_ms += limits::kRateWindowMs / per_window;
    rates.add(Counted::Signatures, "a", now_ms);
  }
  CHECK(count(rates, "a", now_ms) == doctest::Approx(per_window).epsilon(0.01));
}

TEST_CASE("names and what is counted of them are apart") {
  Rates rates;
  add(rates, "a", 3);
  rates.add(Counted::MyCode, "a", kNow);
  CHECK(count(rates, "a") == doctest::Approx(3));
  CHECK(count(rates, "b") == 0);
  CHECK(rates.count(Counted::MyCode, "a", kNow) == doctest::Approx(1));
  CHECK(rates.count(Counted::OpenMy, "a", kNow) == 0);
}

TEST_CASE("a clock that is set back makes nothing grow") {
  Rates rates;
  add(rates, "a", 5);
  CHECK(count(rates, "a", kNow - limits::kRateWindowMs) == doctest::Approx(5));
}

TEST_CASE("each UTC day begins with another key and without counts") {
  Rates rates;
  add(rates, "a", 50, kNow);
  const std::int64_t midnight = kNow + kDayMs / 2;
  CHECK(count(rates, "a", midnight - 1) > 0);
  CHECK(count(rates, "a", midnight) == 0);
  add(rates, "a", 1, midnight);
  CHECK(count(rates, "a", midnight) == doctest::Approx(1));
}

TEST_CASE("a flood of new names does not wash out those who come often") {
  Rates rates;
  for (int i = 0; i < 100; ++i) add(rates, "often " + std::to_string(i), 20);
  for (std::size_t i = 0; i < 4 * limits::kRateEntriesMax; ++i) add(rates, "once " + std::to_string(i), 1);
  for (int i = 0; i < 100; ++i) CHECK(count(rates, "often " + std::to_string(i)) == doctest::Approx(20));
}

TEST_CASE("what several threads add at once is all counted") {
  Rates rates;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) threads.emplace_back([&rates] { add(rates, "a", 1'000); });
  for (std::thread& thread : threads) thread.join();
  CHECK(count(rates, "a") == doctest::Approx(4'000));
}
