// IP addresses and prefixes (RFC 4291, RFC 4632). An IPv4 address mapped into IPv6 (::ffff:192.0.2.1) becomes that IPv4
// address: it is the same client on either kind of socket.
//
// Pure and safe to use from any thread. Throws nothing except when memory runs out.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace undersigned::base {

enum class IpFamily : std::uint8_t { V4, V6 };

// Bytes in network order. IPv4 uses the first four; the others are 0.
struct IpAddress {
  IpFamily family = IpFamily::V4;
  std::array<std::uint8_t, 16> bytes{};

  friend bool operator==(const IpAddress& a, const IpAddress& b) { return a.family == b.family && a.bytes == b.bytes; }
  friend bool operator!=(const IpAddress& a, const IpAddress& b) { return !(a == b); }
};

// All addresses that share the first `bits` bits (0 to 32, or to 128). The other bits of `first` are 0.
struct IpPrefix {
  IpAddress first;
  std::uint8_t bits = 0;

  [[nodiscard]] bool contains(const IpAddress& address) const;

  // Family, bits and bytes, so different for different prefixes. For maps and keyed hashes.
  [[nodiscard]] std::string key() const;

  friend bool operator==(const IpPrefix& a, const IpPrefix& b) { return a.first == b.first && a.bits == b.bits; }
  friend bool operator!=(const IpPrefix& a, const IpPrefix& b) { return !(a == b); }
};

// As inet_pton: "192.0.2.1", "2001:db8::1". No port, brackets, zone, blank or leading zero.
std::optional<IpAddress> parse_ip(std::string_view text);

// The prefix of that length around an address. `bits` is clamped to what the family has.
IpPrefix prefix(const IpAddress& address, int bits);

// "10.0.0.0/8", "2001:db8::/32", or a single address, which is a prefix of full length. Bits after the prefix are
// ignored.
std::optional<IpPrefix> parse_cidr(std::string_view text);

// As inet_ntop (RFC 5952 for IPv6).
std::string to_string(const IpAddress& address);

// 127.0.0.0/8 and ::1.
bool is_loopback(const IpAddress& address);

}  // namespace undersigned::base

template <>
struct std::hash<undersigned::base::IpPrefix> {
  std::size_t operator()(const undersigned::base::IpPrefix& prefix) const noexcept;
};
