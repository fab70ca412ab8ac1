// Who has how much of the server in hand, so that no single host takes it all: an IPv4 address, or an IPv6 /64, which
// is the least a subscriber gets (RFC 6177). A connection is its socket's peer; what is in hand for it belongs to the
// client that a trusted front names.
//
// For the event loop's thread alone. Holds one entry for each peer that has a connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/base/ip_address.h"

namespace undersigned::http {

enum class CountLoopback : std::uint8_t { No, Yes };

struct Peer {
  std::size_t connections = 0;
  std::size_t request_bytes = 0;
  std::size_t reply_bytes = 0;
  std::size_t streams = 0;
};

class Peers {
 public:
  // `fronts` may have any number of connections, as theirs are those of many. So may the loopback, unless it is to be
  // counted.
  Peers(std::size_t connections_max, CountLoopback loopback, std::vector<base::IpPrefix> fronts);

  // One more connection from this numeric address; nullptr where the peer has all it may have.
  Peer* admit(std::string_view address);

  // One more connection that works for this address, which has no say in it.
  Peer& join(std::string_view address);

  // One connection less. A peer without any is forgotten.
  void leave(Peer& peer);

 private:
  [[nodiscard]] bool has_limit(const base::IpAddress& address) const;

  // A peer, and where it is in the map.
  struct Entry : Peer {
    const std::string* key = nullptr;
  };
  Entry& entry_of(std::string_view address);

  std::size_t connections_max_;
  CountLoopback loopback_;
  std::vector<base::IpPrefix> fronts_;
  // Sorted, not hashed: whoever has many addresses must not choose which of them collide.
  std::map<std::string, Entry> peers_;
};

// Bytes in hand of all peers together, and whether that is too much. One for those that come in, one for those that go
// out.
class ByteBudget {
 public:
  ByteBudget(std::size_t Peer::*bytes, std::size_t bytes_max) : bytes_(bytes), bytes_max_(bytes_max) {}

  void change(Peer& peer, std::size_t from, std::size_t to) {
    const auto before = peer.*bytes_;
    peer.*bytes_ = before - from + to;
    total_ = total_ - from + to;
    if (before == 0 && peer.*bytes_ > 0) ++holders_;
    if (before > 0 && peer.*bytes_ == 0) --holders_;
  }

  [[nodiscard]] bool is_exceeded() const { return total_ > bytes_max_; }

  // More than an equal part for each peer that holds any. When the budget is exceeded, at least one has.
  [[nodiscard]] bool is_over_share(const Peer& peer) const { return peer.*bytes_ * holders_ > bytes_max_; }

  [[nodiscard]] std::size_t total() const { return total_; }

 private:
  std::size_t Peer::*bytes_;
  std::size_t bytes_max_;
  std::size_t total_ = 0;
  std::size_t holders_ = 0;  // peers with any
};

}  // namespace undersigned::http
