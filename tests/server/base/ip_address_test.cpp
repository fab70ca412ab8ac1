#include "server/base/ip_address.h"

#include <doctest/doctest.h>

#include <string>
#include <unordered_set>

using namespace undersigned::base;

TEST_CASE("addresses are read in inet_pton's forms and written in inet_ntop's") {
  const struct {
    const char* text;
    const char* written;
  } cases[] = {{"192.0.2.1", "192.0.2.1"},         {"0.0.0.0", "0.0.0.0"},
               {"2001:DB8:0:0::1", "2001:db8::1"}, {"::", "::"},
               {"::ffff:192.0.2.1", "192.0.2.1"},  {"::ffff:c000:201", "192.0.2.1"}};
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto address = parse_ip(c.text);
    REQUIRE(address);
    CHECK(to_string(*address) == c.written);
  }
}

TEST_CASE("what is no address is none") {
  for (const char* text : {"", " ", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4:80", "[::1]",
                           "::1%lo", "1:2:3:4:5:6:7", ":::", " 1.2.3.4", "1.2.3.4/32", "unknown", "_hidden"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_ip(text));
  }
  CHECK_FALSE(parse_ip(std::string(100'000, '1')));
  CHECK_FALSE(parse_ip(std::string("1.2.3.4\0", 8)));
}

TEST_CASE("an IPv4 address mapped into IPv6 is that address") {
  CHECK(*parse_ip("::ffff:10.1.2.3") == *parse_ip("10.1.2.3"));
  CHECK(*parse_ip("::10.1.2.3") != *parse_ip("10.1.2.3"));
  CHECK(parse_cidr("10.0.0.0/8")->contains(*parse_ip("::ffff:10.1.2.3")));
  CHECK(parse_cidr("::ffff:10.0.0.0/104")->contains(*parse_ip("10.1.2.3")));
}

TEST_CASE("a prefix keeps its bits and no other") {
  CHECK(to_string(prefix(*parse_ip("192.0.2.255"), 24).first) == "192.0.2.0");
  CHECK(to_string(prefix(*parse_ip("192.0.2.255"), 31).first) == "192.0.2.254");
  CHECK(to_string(prefix(*parse_ip("192.0.2.255"), 0).first) == "0.0.0.0");
  CHECK(to_string(prefix(*parse_ip("192.0.2.255"), 99).first) == "192.0.2.255");
  CHECK(to_string(prefix(*parse_ip("2001:db8:1:2:3:4:5:6"), 64).first) == "2001:db8:1:2::");
  CHECK(to_string(prefix(*parse_ip("2001:db8:ffff::"), 33).first) == "2001:db8:8000::");
  CHECK(prefix(*parse_ip("192.0.2.1"), 24) == prefix(*parse_ip("192.0.2.200"), 24));
  CHECK(prefix(*parse_ip("192.0.2.1"), 24) != prefix(*parse_ip("192.0.3.1"), 24));
}

TEST_CASE("a prefix is a key") {
  const auto narrow = prefix(*parse_ip("10.0.0.0"), 16);
  const auto wide = prefix(*parse_ip("10.0.0.0"), 8);
  const auto other_family = prefix(*parse_ip("a00::"), 8);
  CHECK(narrow.key() != wide.key());
  CHECK(wide.key() != other_family.key());
  CHECK(narrow.key() == prefix(*parse_ip("10.0.99.1"), 16).key());
  std::unordered_set<IpPrefix> seen{narrow, wide, other_family, prefix(*parse_ip("10.0.1.1"), 16)};
  CHECK(seen.size() == 3);
}

TEST_CASE("CIDR contains its own family's addresses alone") {
  CHECK(parse_cidr("10.0.0.0/8")->contains(*parse_ip("10.255.255.255")));
  CHECK_FALSE(parse_cidr("10.0.0.0/8")->contains(*parse_ip("11.0.0.0")));
  CHECK(parse_cidr("10.1.2.3/8")->contains(*parse_ip("10.9.9.9")));
  CHECK(parse_cidr("192.0.2.7")->contains(*parse_ip("192.0.2.7")));
  CHECK_FALSE(parse_cidr("192.0.2.7")->contains(*parse_ip("192.0.2.6")));
  CHECK(parse_cidr("2001:db8::/32")->contains(*parse_ip("2001:db8:ffff::1")));
  CHECK_FALSE(parse_cidr("2001:db8::/32")->contains(*parse_ip("2001:db9::")));
  CHECK(parse_cidr("0.0.0.0/0")->contains(*parse_ip("203.0.113.9")));
  CHECK_FALSE(parse_cidr("0.0.0.0/0")->contains(*parse_ip("2001:db8::")));
  CHECK_FALSE(parse_cidr("::/0")->contains(*parse_ip("203.0.113.9")));
  for (const char* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8x", "10.0.0.0/8/8",
                           "10.0.0.0/+8", "::/129", "example.org/8", "10.0.0.0/99999999999"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_cidr(text));
  }
}

TEST_CASE("the loopback is known in both families") {
  for (const char* text : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) CHECK(is_loopback(*parse_ip(text)));
  for (const char* text : {"128.0.0.1", "::", "::2", "1::1"}) CHECK_FALSE(is_loopback(*parse_ip(text)));
}
