#include "server/http/address_counts.h"

#include <doctest/doctest.h>

using namespace undersigned::http;

TEST_CASE("a peer has as many places as it may and gets one back when it leaves") {
  AddressCounts counts(2, CountLoopback::No, {});
  const auto one = counts.peer_of("203.0.113.9");
  const auto other = counts.peer_of("203.0.113.10");
  REQUIRE(one);
  REQUIRE(other);
  CHECK(counts.add(*one) == AddressCounts::Added::Yes);
  CHECK(counts.add(*one) == AddressCounts::Added::Yes);
  CHECK(counts.add(*one) == AddressCounts::Added::TooMany);
  CHECK(counts.add(*other) == AddressCounts::Added::Yes);
  counts.remove(*one);
  CHECK(counts.add(*one) == AddressCounts::Added::Yes);
  CHECK(counts.add(*one) == AddressCounts::Added::TooMany);
}

TEST_CASE("an IPv6 subscriber's /64 is one peer") {
  const AddressCounts counts(2, CountLoopback::No, {});
  CHECK(counts.peer_of("2001:db8:1:2::1") == counts.peer_of("2001:db8:1:2:ffff::9"));
  CHECK(counts.peer_of("2001:db8:1:2::1") != counts.peer_of("2001:db8:1:3::1"));
}

TEST_CASE("fronts and the loopback are not counted") {
  const AddressCounts counts(1, CountLoopback::No, {*parse_cidr("10.0.0.0/8")});
  CHECK_FALSE(counts.peer_of("10.1.2.3"));
  CHECK_FALSE(counts.peer_of("127.0.0.1"));
  CHECK_FALSE(counts.peer_of("::1"));
  CHECK_FALSE(counts.peer_of(""));
  CHECK(counts.peer_of("11.1.2.3"));
  CHECK(AddressCounts(1, CountLoopback::Yes, {}).peer_of("127.0.0.1"));
}
