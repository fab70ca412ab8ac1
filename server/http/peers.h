// How much of the server each peer uses, so that no single host takes it all. A peer is an IPv4 address or an IPv6 /64,
// the least that a subscriber gets (RFC 6177). A connection counts for its socket's peer. What is in progress on it
// counts for the client that a trusted proxy names.
//
// For the event loop's thread only. Holds one entry for each peer with a connection.
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
  // `fronts` are trusted proxies. They have no limit, as they connect for many clients. Nor does the loopback address,
  // unless `loopback` says to count it.
  Peers(std::size_t connections_max, CountLoopback loopback, std::vector<base::IpPrefix> fronts);

  // Counts a new connection from this numeric address; nullptr if the peer already has its share.
  Peer* admit(std::string_view address);

  // Counts a connection that works for this address. Never refused: the address has not opened it.
  Peer& join(std::string_view address);

  // Removes one connection. A peer without connections is forgotten.
  void leave(Peer& peer);

 private:
  [[nodiscard]] bool has_limit(const base::IpAddress& address) const;

  struct Entry : Peer {
    const std::string* key = nullptr;
  };
  Entry& entry_of(std::string_view address);

  std::size_t connections_max_;
  CountLoopback loopback_;
  std::vector<base::IpPrefix> fronts_;
  // A tree, not a hash table: somebody with many addresses could choose ones that collide.
  std::map<std::string, Entry> peers_;
};

// The bytes of all peers together, and whether they exceed a limit. One budget for requests, one for replies.
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

  // More than an equal part for each peer that holds any. If the budget is exceeded, this is true of at least one.
  [[nodiscard]] bool is_over_share(const Peer& peer) const { return peer.*bytes_ * holders_ > bytes_max_; }

  [[nodiscard]] std::size_t total() const { return total_; }

 private:
  std::size_t Peer::*bytes_;
  std::size_t bytes_max_;
  std::size_t total_ = 0;
  std::size_t holders_ = 0;  // peers that hold any bytes
};

}  // namespace undersigned::http
