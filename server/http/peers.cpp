#include "server/http/peers.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace undersigned::http {
namespace {

constexpr int kPeerBitsOfV4 = 32;
constexpr int kPeerBitsOfV6 = 64;

std::string key_of(const std::optional<base::IpAddress>& address) {
  if (!address) return {};
  return base::prefix(*address, address->family == base::IpFamily::V4 ? kPeerBitsOfV4 : kPeerBitsOfV6).key();
}

}  // namespace

Peers::Peers(std::size_t connections_max, CountLoopback loopback, std::vector<base::IpPrefix> fronts)
    : connections_max_(connections_max), loopback_(loopback), fronts_(std::move(fronts)) {}

bool Peers::has_limit(const base::IpAddress& address) const {
  if (loopback_ == CountLoopback::No && base::is_loopback(address)) return false;
  return std::none_of(fronts_.begin(), fronts_.end(),
                      [&](const base::IpPrefix& front) { return front.contains(address); });
}

Peers::Entry& Peers::entry_of(std::string_view address) {
  const auto found = peers_.try_emplace(key_of(base::parse_ip(address))).first;
  found->second.key = &found->first;
  return found->second;
}

Peer* Peers::admit(std::string_view address) {
  auto& peer = entry_of(address);
  const auto parsed = base::parse_ip(address);
  // A peer at its limit has a connection already, so this creates no entry.
  if (parsed && has_limit(*parsed) && peer.connections >= connections_max_) return nullptr;
  ++peer.connections;
  return &peer;
}

Peer& Peers::join(std::string_view address) {
  auto& peer = entry_of(address);
  ++peer.connections;
  return peer;
}

void Peers::leave(Peer& peer) {
  if (--peer.connections > 0) return;
  peers_.erase(peers_.find(*static_cast<Entry&>(peer).key));
}

}  // namespace undersigned::http
