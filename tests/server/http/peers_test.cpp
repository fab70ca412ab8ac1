#include "server/http/peers.h"

#include <doctest/doctest.h>

using namespace undersigned::http;

TEST_CASE("a peer has as many places as it may and gets one back when it leaves") {
  Peers peers(2, CountLoopback::No, {});
  Peer* const one = peers.admit("203.0.113.9");
  REQUIRE(one != nullptr);
  CHECK(peers.admit("203.0.113.9") == one);
  CHECK(peers.admit("203.0.113.9") == nullptr);
  CHECK(peers.admit("203.0.113.10") != nullptr);
  peers.leave(*one);
  CHECK(peers.admit("203.0.113.9") == one);
  CHECK(peers.admit("203.0.113.9") == nullptr);
}

TEST_CASE("an IPv6 subscriber's /64 is one peer") {
  Peers peers(1, CountLoopback::No, {});
  CHECK(peers.admit("2001:db8:1:2::1") != nullptr);
  CHECK(peers.admit("2001:db8:1:2:ffff::9") == nullptr);
  CHECK(peers.admit("2001:db8:1:3::1") != nullptr);
}

TEST_CASE("fronts and the loopback are not limited") {
  Peers peers(1, CountLoopback::No, {*undersigned::base::parse_cidr("10.0.0.0/8")});
  for (const char* address : {"10.1.2.3", "127.0.0.1", "::1", ""}) {
    CAPTURE(address);
    CHECK(peers.admit(address) != nullptr);
    CHECK(peers.admit(address) != nullptr);
  }
  CHECK(peers.admit("11.1.2.3") != nullptr);
  CHECK(peers.admit("11.1.2.3") == nullptr);
  Peers counted(1, CountLoopback::Yes, {});
  CHECK(counted.admit("127.0.0.1") != nullptr);
  CHECK(counted.admit("127.0.0.1") == nullptr);
}

TEST_CASE("a peer is forgotten with its last connection, whoever it came through") {
  Peers peers(10, CountLoopback::No, {});
  Peer& through_a_front = peers.join("203.0.113.9");
  CHECK(peers.admit("203.0.113.9") == &through_a_front);
  through_a_front.streams = 1;
  peers.leave(through_a_front);
  CHECK(peers.join("203.0.113.9").streams == 1);
  peers.leave(through_a_front);
  peers.leave(through_a_front);
  CHECK(peers.join("203.0.113.9").streams == 0);
}

TEST_CASE("when too much is in hand, somebody has more than an equal share, and whoever has little has not") {
  ByteBudget budget(&Peer::reply_bytes, 100);
  Peer greedy;
  Peer modest;
  budget.change(modest, 0, 10);
  budget.change(greedy, 0, 90);
  CHECK_FALSE(budget.is_exceeded());
  budget.change(greedy, 0, 5);
  CHECK(budget.is_exceeded());
  CHECK(budget.is_over_share(greedy));
  CHECK_FALSE(budget.is_over_share(modest));
  budget.change(greedy, 95, 0);
  CHECK_FALSE(budget.is_exceeded());
  CHECK(budget.total() == 10);
  budget.change(modest, 10, 101);
  CHECK(budget.is_over_share(modest));
}
