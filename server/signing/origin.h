// The parts of a client's address: that of one host or household, and that of one provider's neighbourhood.
#pragma once

#include <string>
#include <string_view>

namespace undersigned::signing {

// As keys for keyed hashes (rates.h); different for different prefixes.
struct Origin {
  std::string address;  // an IPv4 address, an IPv6 /64
  std::string network;  // an IPv4 /24, an IPv6 /48
};

// `address` as http::ClientAddresses returns it. Any other text is an origin of its own.
Origin origin_of(std::string_view address);

}  // namespace undersigned::signing
