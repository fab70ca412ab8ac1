#include "server/http/client_address.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "server/base/ascii.h"
#include "server/limits.h"

namespace undersigned::http {
namespace {

// The address in "192.0.2.1:4711" and "[2001:db8::1]:4711", as some proxies write it.
std::string_view without_port(std::string_view entry) {
  if (!entry.empty() && entry.front() == '[') {
    const auto end = entry.find(']');
    return end == std::string_view::npos ? entry : entry.substr(1, end - 1);
  }
  const auto colon = entry.find(':');
  return colon != std::string_view::npos && colon == entry.rfind(':') ? entry.substr(0, colon) : entry;
}

// Takes the last entry off a list.
std::string_view take_last(std::string_view& list) {
  const auto comma = list.rfind(',');
  const auto entry = comma == std::string_view::npos ? list : list.substr(comma + 1);
  list = list.substr(0, comma == std::string_view::npos ? 0 : comma);
  return base::trim(entry);
}

}  // namespace

ClientAddresses::ClientAddresses(std::vector<base::IpPrefix> trusted_proxies)
    : trusted_proxies_(std::move(trusted_proxies)) {}

bool ClientAddresses::is_trusted(const base::IpAddress& address) const {
  return std::any_of(trusted_proxies_.begin(), trusted_proxies_.end(),
                     [&](const base::IpPrefix& proxy) { return proxy.contains(address); });
}

std::string ClientAddresses::of(const Request& request) const {
  std::string connection(request.remote_address);
  const auto peer = base::parse_ip(request.remote_address);
  if (!peer || !is_trusted(*peer)) return connection;
  std::size_t entries = 0;
  for (auto header = request.headers.rbegin(); header != request.headers.rend(); ++header) {
    if (!base::equal_ignoring_case(header->name, "X-Forwarded-For")) continue;
    for (auto rest = header->value; !rest.empty();) {
      const auto entry = take_last(rest);
      if (entry.empty()) continue;  // RFC 9110 5.6.1.2: empty elements of a list count for nothing
      if (++entries > limits::kForwardedEntriesMax) return connection;
      const auto address = base::parse_ip(without_port(entry));
      if (!address) return connection;
      if (!is_trusted(*address)) return base::to_string(*address);
    }
  }
  return connection;
}

}  // namespace undersigned::http
