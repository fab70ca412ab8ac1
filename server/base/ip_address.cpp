#include "server/base/ip_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <iterator>

namespace undersigned::base {
namespace {

constexpr int kBitsOfV4 = 32;
constexpr int kBitsOfV6 = 128;
constexpr std::array<std::uint8_t, 12> kMappedV4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};  // RFC 4291 2.5.5.2
constexpr int kMappedV4Bits = 96;

int family_bits(IpFamily family) {
  return family == IpFamily::V4 ? kBitsOfV4 : kBitsOfV6;
}

bool is_mapped(const std::array<std::uint8_t, 16>& bytes) {
  return std::equal(kMappedV4.begin(), kMappedV4.end(), bytes.begin());
}

IpAddress unmapped(const std::array<std::uint8_t, 16>& bytes) {
  IpAddress address;
  std::copy(bytes.begin() + kMappedV4.size(), bytes.end(), address.bytes.begin());
  return address;
}

// Does not convert: a mapped address stays IPv6.
std::optional<IpAddress> read(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN> terminated{};
  if (text.size() >= terminated.size() || text.find('\0') != std::string_view::npos) return std::nullopt;
  text.copy(terminated.data(), text.size());
  IpAddress address;
  if (::inet_pton(AF_INET, terminated.data(), address.bytes.data()) == 1) return address;
  address.family = IpFamily::V6;
  if (::inet_pton(AF_INET6, terminated.data(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

std::optional<int> read_bits(std::string_view text, int most) {
  int bits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
  const bool whole = error == std::errc{} && end == text.data() + text.size() && text.front() != '-';
  return whole && bits <= most ? std::optional(bits) : std::nullopt;
}

}  // namespace

std::optional<IpAddress> parse_ip(std::string_view text) {
  const auto address = read(text);
  return address && address->family == IpFamily::V6 && is_mapped(address->bytes) ? unmapped(address->bytes) : address;
}

IpPrefix prefix(const IpAddress& address, int bits) {
  bits = std::clamp(bits, 0, family_bits(address.family));
  IpPrefix prefix{address, static_cast<std::uint8_t>(bits)};
  for (auto& byte : prefix.first.bytes) {
    const int kept = std::clamp(bits, 0, 8);
    byte = static_cast<std::uint8_t>(byte & ~(0xffU >> kept));
    bits -= kept;
  }
  return prefix;
}

std::optional<IpPrefix> parse_cidr(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = read(text.substr(0, slash));
  if (!address) return std::nullopt;
  std::optional<int> bits = family_bits(address->family);
  if (slash != std::string_view::npos) bits = read_bits(text.substr(slash + 1), *bits);
  if (!bits) return std::nullopt;
  if (address->family == IpFamily::V6 && *bits >= kMappedV4Bits && is_mapped(address->bytes)) {
    return prefix(unmapped(address->bytes), *bits - kMappedV4Bits);
  }
  return prefix(*address, *bits);
}

bool IpPrefix::contains(const IpAddress& address) const {
  return address.family == first.family && prefix(address, bits) == *this;
}

std::string IpPrefix::key() const {
  std::string key{static_cast<char>(first.family), static_cast<char>(bits)};
  std::transform(first.bytes.begin(), first.bytes.end(), std::back_inserter(key),
                 [](std::uint8_t byte) { return static_cast<char>(byte); });
  return key;
}

std::string to_string(const IpAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::inet_ntop(address.family == IpFamily::V4 ? AF_INET : AF_INET6, address.bytes.data(), text.data(), text.size());
  return text.data();
}

bool is_loopback(const IpAddress& address) {
  if (address.family == IpFamily::V4) return address.bytes[0] == 127;
  return std::all_of(address.bytes.begin(), address.bytes.end() - 1, [](std::uint8_t byte) { return byte == 0; }) &&
         address.bytes.back() == 1;
}

}  // namespace undersigned::base

std::size_t std::hash<undersigned::base::IpPrefix>::operator()(
    const undersigned::base::IpPrefix& prefix) const noexcept {
  std::array<char, 18> key{static_cast<char>(prefix.first.family), static_cast<char>(prefix.bits)};
  std::transform(prefix.first.bytes.begin(), prefix.first.bytes.end(), key.begin() + 2,
                 [](std::uint8_t byte) { return static_cast<char>(byte); });
  return std::hash<std::string_view>()({key.data(), key.size()});
}
