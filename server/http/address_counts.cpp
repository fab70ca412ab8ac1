#include "server/http/address_counts.h"

#include <algorithm>
#include <utility>

namespace undersigned::http {
namespace {

constexpr int kPeerBitsOfV4 = 32;
constexpr int kPeerBitsOfV6 = 64;

}  // namespace

AddressCounts::AddressCounts(std::size_t most, CountLoopback loopback, std::vector<IpPrefix> exempt)
    : most_(most), loopback_(loopback), exempt_(std::move(exempt)) {}

std::optional<IpPrefix> AddressCounts::peer_of(std::string_view remote_address) const {
  const auto address = parse_ip(remote_address);
  if (!address || (loopback_ == CountLoopback::No && is_loopback(*address))) return std::nullopt;
  const bool is_exempt =
      std::any_of(exempt_.begin(), exempt_.end(), [&](const IpPrefix& front) { return front.contains(*address); });
  if (is_exempt) return std::nullopt;
  return prefix(*address, address->family == IpFamily::V4 ? kPeerBitsOfV4 : kPeerBitsOfV6);
}

AddressCounts::Added AddressCounts::add(const IpPrefix& peer) {
  auto& count = counts_[peer.key()];
  if (count >= most_) return Added::TooMany;
  ++count;
  return Added::Yes;
}

void AddressCounts::remove(const IpPrefix& peer) {
  const auto found = counts_.find(peer.key());
  if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

}  // namespace undersigned::http
