#include "server/http/client_address.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "server/limits.h"

using namespace undersigned::http;

namespace {

ClientAddresses addresses_trusting(const std::vector<std::string>& words) {
  std::vector<undersigned::base::IpPrefix> proxies;
  proxies.reserve(words.size());
  for (const auto& word : words) proxies.push_back(*undersigned::base::parse_cidr(word));
  return ClientAddresses(std::move(proxies));
}

std::string address_of(const ClientAddresses& addresses, std::string_view connection,
                       const std::vector<std::string>& forwarded) {
  Request request;
  request.remote_address = connection;
  request.headers.push_back({"Host", "test"});
  for (const auto& value : forwarded) request.headers.push_back({"x-forwarded-for", value});
  return addresses.of(request);
}

}  // namespace

TEST_CASE("by default nobody is believed, not even the loopback") {
  const ClientAddresses nobody;
  CHECK(address_of(nobody, "127.0.0.1", {"203.0.113.9"}) == "127.0.0.1");
  CHECK(address_of(nobody, "198.51.100.1", {"203.0.113.9"}) == "198.51.100.1");
}

TEST_CASE("a trusted front's last entry is the client, whatever the client wrote before it") {
  const auto addresses = addresses_trusting({"127.0.0.1", "::1"});
  CHECK(address_of(addresses, "127.0.0.1", {"203.0.113.9"}) == "203.0.113.9");
  CHECK(address_of(addresses, "::1", {"203.0.113.9"}) == "203.0.113.9");
  CHECK(address_of(addresses, "127.0.0.1", {"10.0.0.1, 8.8.8.8, 203.0.113.9"}) == "203.0.113.9");
  CHECK(address_of(addresses, "127.0.0.1", {"2001:DB8::5"}) == "2001:db8::5");
  CHECK(address_of(addresses, "127.0.0.1", {"::ffff:203.0.113.9"}) == "203.0.113.9");
}

TEST_CASE("a client that connects by itself is not believed") {
  CHECK(address_of(addresses_trusting({"10.0.0.0/8"}), "198.51.100.1", {"203.0.113.9"}) == "198.51.100.1");
}

TEST_CASE("a chain of fronts is walked from its end to the first stranger") {
  const auto addresses = addresses_trusting({"127.0.0.1", "10.0.0.0/8", "2001:db8:aaaa::/48"});
  CHECK(address_of(addresses, "127.0.0.1", {"1.1.1.1, 203.0.113.9, 10.1.1.1, 10.2.2.2"}) == "203.0.113.9");
  CHECK(address_of(addresses, "127.0.0.1", {"203.0.113.9, 2001:db8:aaaa::1"}) == "203.0.113.9");
  CHECK(address_of(addresses, "127.0.0.1", {"::ffff:10.0.0.9"}) == "127.0.0.1");
  CHECK(address_of(addresses, "127.0.0.1", {"10.0.0.9, 10.0.0.8"}) == "127.0.0.1");
}

TEST_CASE("several headers are one list in their order") {
  const auto addresses = addresses_trusting({"127.0.0.1", "10.0.0.0/8"});
  CHECK(address_of(addresses, "127.0.0.1", {"1.1.1.1", "203.0.113.9"}) == "203.0.113.9");
  CHECK(address_of(addresses, "127.0.0.1", {"203.0.113.9", "10.0.0.1"}) == "203.0.113.9");
  CHECK(address_of(addresses, "127.0.0.1", {"203.0.113.9", ""}) == "203.0.113.9");
}

TEST_CASE("a port behind the address is no part of it") {
  const auto addresses = addresses_trusting({"127.0.0.1"});
  CHECK(address_of(addresses, "127.0.0.1", {"203.0.113.9:4711"}) == "203.0.113.9");
  CHECK(address_of(addresses, "127.0.0.1", {"[2001:db8::5]:4711"}) == "2001:db8::5");
  CHECK(address_of(addresses, "127.0.0.1", {"[2001:db8::5]"}) == "2001:db8::5");
}

TEST_CASE("garbage gives the connection's address") {
  const auto addresses = addresses_trusting({"127.0.0.1"});
  for (const char* value : {"", ",", ", ,", " ", "unknown", "203.0.113.9, unknown", "203.0.113.9 198.51.100.1", "[",
                            "[]", "]", ":", "::::", "203.0.113.999", "<script>", "127.0.0.1"}) {
    CAPTURE(value);
    CHECK(address_of(addresses, "127.0.0.1", {value}) == "127.0.0.1");
  }
  CHECK(address_of(addresses, "127.0.0.1", {}) == "127.0.0.1");
  CHECK(address_of(addresses, "", {"203.0.113.9"}).empty());
  CHECK(address_of(addresses, "127.0.0.1", {"203.0.113.9,"}) == "203.0.113.9");
}

TEST_CASE("an overlong list of fronts is not followed to its end") {
  const auto addresses = addresses_trusting({"127.0.0.1", "10.0.0.0/8"});
  const auto list = [](std::size_t fronts) {
    std::string text = "203.0.113.9";
    for (std::size_t i = 0; i < fronts; ++i) text += ",10.0.0.1";
    return text;
  };
  const auto most = undersigned::limits::kForwardedEntriesMax;
  CHECK(address_of(addresses, "127.0.0.1", {list(most - 1)}) == "203.0.113.9");
  CHECK(address_of(addresses, "127.0.0.1", {list(most)}) == "127.0.0.1");
  CHECK(address_of(addresses, "127.0.0.1", {std::string(16'000, ',') + "203.0.113.9"}) == "203.0.113.9");
}
