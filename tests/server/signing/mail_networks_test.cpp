#include "server/signing/mail_networks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace undersigned::signing;

namespace {

constexpr std::int64_t kNoonMs = 1'700'049'600'000;
constexpr std::int64_t kHourMs = 60LL * 60 * 1000;

}  // namespace

TEST_CASE("what a network asks for a mailbox is counted for a day, whatever it asks for others and others for it") {
  MailNetworks networks;
  CHECK(networks.asked_before("192.0.2.0", "ana", kNoonMs) == 0);
  CHECK(networks.asked_before("192.0.2.0", "ana", kNoonMs + kHourMs) == 1);
  CHECK(networks.asked_before("192.0.2.0", "ana", kNoonMs + kHourMs) == 2);
  CHECK(networks.asked_before("192.0.2.0", "ben", kNoonMs) == 0);
  CHECK(networks.asked_before("198.51.100.0", "ana", kNoonMs) == 0);
  CHECK(networks.asked_before("192.0.2.0a", "na", kNoonMs) == 0);
  CHECK(networks.asked_before("192.0.2.0", "ana", kNoonMs + 12 * kHourMs) == 0);
}

TEST_CASE("many mailboxes are kept apart") {
  MailNetworks networks;
  for (int i = 0; i < 10'000; ++i) CHECK(networks.asked_before("192.0.2.0", std::to_string(i), kNoonMs) == 0);
  int again = 0;
  for (int i = 0; i < 10'000; ++i)
    again += networks.asked_before("192.0.2.0", std::to_string(i), kNoonMs) == 0 ? 1 : 0;
  CHECK(again == 0);
}

TEST_CASE("the count of a network ends somewhere, and does not begin anew") {
  MailNetworks networks;
  for (int i = 0; i < 400; ++i) CHECK(networks.asked_before("192.0.2.0", "ana", kNoonMs) == std::min(i, 254));
}
