#include "server/signing/mail_networks.h"

#include <doctest/doctest.h>

#include <string>

using namespace undersigned::signing;

namespace {

constexpr std::int64_t kNoonMs = 1'700'049'600'000;
constexpr std::int64_t kHourMs = 60LL * 60 * 1000;

}  // namespace

TEST_CASE("a network asks for a mailbox first once a day, whatever it asks for others and others for it") {
  MailNetworks networks;
  CHECK(networks.is_first_of_network("192.0.2.0", "ana", kNoonMs));
  CHECK_FALSE(networks.is_first_of_network("192.0.2.0", "ana", kNoonMs + kHourMs));
  CHECK(networks.is_first_of_network("192.0.2.0", "ben", kNoonMs));
  CHECK(networks.is_first_of_network("198.51.100.0", "ana", kNoonMs));
  CHECK(networks.is_first_of_network("192.0.2.0a", "na", kNoonMs));
  CHECK(networks.is_first_of_network("192.0.2.0", "ana", kNoonMs + 12 * kHourMs));
}

TEST_CASE("many mailboxes are kept apart") {
  MailNetworks networks;
  for (int i = 0; i < 10'000; ++i) CHECK(networks.is_first_of_network("192.0.2.0", std::to_string(i), kNoonMs));
  int again = 0;
  for (int i = 0; i < 10'000; ++i)
    again += networks.is_first_of_network("192.0.2.0", std::to_string(i), kNoonMs) ? 1 : 0;
  CHECK(again == 0);
}
