// How many connections each peer holds, so that no single host takes them all: an IPv4 address, or an IPv6 /64, which
// is the least a subscriber gets (RFC 6177). Not by what a request says of itself: the socket's peer alone.
//
// For the gate's thread alone. Holds one entry for each peer that has a connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/ip_address.h"

namespace undersigned::http {

enum class CountLoopback : std::uint8_t { No, Yes };

class AddressCounts {
 public:
  // `exempt`: fronts, whose connections are those of many. So is the loopback, unless it is to be counted.
  AddressCounts(std::size_t most, CountLoopback loopback, std::vector<IpPrefix> exempt);

  // Whom a connection from this numeric address counts for; nothing for those who are exempt.
  [[nodiscard]] std::optional<IpPrefix> peer_of(std::string_view remote_address) const;

  enum class Added { Yes, TooMany };

  // Counts one more connection of that peer, unless it has all it may have.
  Added add(const IpPrefix& peer);
  void remove(const IpPrefix& peer);

 private:
  std::size_t most_;
  CountLoopback loopback_;
  std::vector<IpPrefix> exempt_;
  // Sorted, not hashed: whoever has many addresses must not choose which of them collide.
  std::map<std::string, std::size_t> counts_;
};

}  // namespace undersigned::http
