#include "server/signing/pair_counts.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace undersigned::signing;

namespace {

constexpr std::int64_t kNoonMs = 1'700'049'600'000;
constexpr std::int64_t kHourMs = 60LL * 60 * 1000;

}  // namespace

TEST_CASE("what a network asks for a mailbox is counted for a day, whatever it asks for others and others for it") {
  PairCounts networks;
  CHECK(networks.count("192.0.2.0", "ana", kNoonMs) == 0);
  CHECK(networks.count("192.0.2.0", "ana", kNoonMs + kHourMs) == 1);
  CHECK(networks.count("192.0.2.0", "ana", kNoonMs + kHourMs) == 2);
  CHECK(networks.count("192.0.2.0", "ben", kNoonMs) == 0);
  CHECK(networks.count("198.51.100.0", "ana", kNoonMs) == 0);
  CHECK(networks.count("192.0.2.0a", "na", kNoonMs) == 0);
  CHECK(networks.count("192.0.2.0", "ana", kNoonMs + 12 * kHourMs) == 0);
}

TEST_CASE("many mailboxes are kept apart") {
  PairCounts networks;
  for (int i = 0; i < 10'000; ++i) CHECK(networks.count("192.0.2.0", std::to_string(i), kNoonMs) == 0);
  int again = 0;
  for (int i = 0; i < 10'000; ++i) again += networks.count("192.0.2.0", std::to_string(i), kNoonMs) == 0 ? 1 : 0;
  CHECK(again == 0);
}

TEST_CASE("the count of a network ends somewhere, and does not begin anew") {
  PairCounts networks;
  for (int i = 0; i < 400; ++i) CHECK(networks.count("192.0.2.0", "ana", kNoonMs) == std::min(i, 254));
}

TEST_CASE("looking for a pair does not count it") {
  PairCounts requests;
  CHECK_FALSE(requests.has("ana", "first", kNoonMs));
  CHECK(requests.count("ana", "first", kNoonMs) == 0);
  CHECK(requests.has("ana", "first", kNoonMs));
  CHECK_FALSE(requests.has("anaf", "irst", kNoonMs));
  CHECK(requests.count("ana", "first", kNoonMs) == 1);
  CHECK_FALSE(requests.has("ana", "first", kNoonMs + 24 * kHourMs));
}

TEST_CASE("a pair that is forgotten is counted anew, and no other is") {
  PairCounts requests;
  for (const char* key : {"first", "second"}) CHECK(requests.count("ana", key, kNoonMs) == 0);
  requests.forget("ana", "first");
  requests.forget("ana", "third");
  CHECK(requests.count("ana", "first", kNoonMs) == 0);
  CHECK(requests.count("ana", "second", kNoonMs) == 1);
}
