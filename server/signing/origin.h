// Where a client comes from: the part of an address that one host or one household has, and the part that one provider
// gives to neighbours.
#pragma once

#include <string>
#include <string_view>

namespace undersigned::signing {

// Keys for keyed hashes (rates.h); different for different prefixes.
struct Origin {
  std::string address;  // an IPv4 address, an IPv6 /64
  std::string network;  // an IPv4 /24, an IPv6 /48
};

// `address` as http::ClientAddresses gives it. What is no address is an origin of its own.
Origin origin_of(std::string_view address);

}  // namespace undersigned::signing
