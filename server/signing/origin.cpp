#include "server/signing/origin.h"

#include "server/base/ip_address.h"

namespace undersigned::signing {
namespace {

constexpr int kAddressBitsV4 = 32;
constexpr int kNetworkBitsV4 = 24;
constexpr int kAddressBitsV6 = 64;
constexpr int kNetworkBitsV6 = 48;

}  // namespace

Origin origin_of(std::string_view address) {
  const auto ip = base::parse_ip(address);
  if (!ip) return {std::string(address), "/" + std::string(address)};
  const bool v4 = ip->family == base::IpFamily::V4;
  return {base::prefix(*ip, v4 ? kAddressBitsV4 : kAddressBitsV6).key(),
          base::prefix(*ip, v4 ? kNetworkBitsV4 : kNetworkBitsV6).key()};
}

}  // namespace undersigned::signing
