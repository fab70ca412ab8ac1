// Addresses of the Internet Protocol and their prefixes (RFC 4291, RFC 4632). An IPv4 address mapped into IPv6
// (::ffff:192.0.2.1) is that IPv4 address: the same client on either socket.
//
// Pure and safe to use from any thread; nothing throws but for want of memory.
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

// Bytes in network order; of IPv4 the first four, the others 0.
struct IpAddress {
  IpFamily family = IpFamily::V4;
  std::array<std::uint8_t, 16> bytes{};

  friend bool operator==(const IpAddress& a, const IpAddress& b) { return a.family == b.family && a.bytes == b.bytes; }
  friend bool operator!=(const IpAddress& a, const IpAddress& b) { return !(a == b); }
};

// All addresses that share the first `bits` bits (0 to 32, or 128); the others are 0 in `first`.
struct IpPrefix {
  IpAddress first;
  std::uint8_t bits = 0;

  [[nodiscard]] bool contains(const IpAddress& address) const;

  // Different for different prefixes: family, bits, bytes. For maps and keyed hashes.
  [[nodiscard]] std::string key() const;

  friend bool operator==(const IpPrefix& a, const IpPrefix& b) { return a.first == b.first && a.bits == b.bits; }
  friend bool operator!=(const IpPrefix& a, const IpPrefix& b) { return !(a == b); }
};

// inet_pton's forms: "192.0.2.1", "2001:db8::1". Nothing else: no port, brackets, zone, blank or leading zero.
std::optional<IpAddress> parse_ip(std::string_view text);

// The prefix of that many bits around an address; more bits than the family has are all of them, fewer than 0 none.
IpPrefix prefix(const IpAddress& address, int bits);

// "10.0.0.0/8", "2001:db8::/32", or an address alone, which is itself. Bits behind the prefix are ignored.
std::optional<IpPrefix> parse_cidr(std::string_view text);

// inet_ntop's form (RFC 5952 for IPv6).
std::string to_string(const IpAddress& address);

// 127.0.0.0/8 and ::1.
bool is_loopback(const IpAddress& address);

}  // namespace undersigned::base

template <>
struct std::hash<undersigned::base::IpPrefix> {
  std::size_t operator()(const undersigned::base::IpPrefix& prefix) const noexcept;
};
