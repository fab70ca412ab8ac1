// The client's address, with or without a reverse proxy: for rates and throttles, never for permission.
//
// Anybody can write an X-Forwarded-For header. It is trusted only as far as proxies wrote it that the operator named
// (--trusted-proxy). Each proxy appends the address it saw. So the list is read from its end, and the first entry that
// is not a trusted proxy is the client (as nginx's real_ip_recursive). Entries before that one are ignored. By default
// no proxy is trusted.
//
// Immutable, so safe to use from any thread.
#pragma once

#include <string>
#include <vector>

#include "server/base/ip_address.h"
#include "server/http/message.h"

namespace undersigned::http {

class ClientAddresses {
 public:
  ClientAddresses() = default;
  explicit ClientAddresses(std::vector<base::IpPrefix> trusted_proxies);

  // Numeric, as to_string(IpAddress) writes it. Several headers are one list, in order. This is the connection's own
  // address when
  // - the connection does not come from a trusted proxy,
  // - there is no header, or every entry is a trusted proxy,
  // - the deciding entry is not an address (a port behind it is allowed),
  // - none of the last limits::kForwardedEntriesMax entries decides.
  [[nodiscard]] std::string of(const Request& request) const;

  [[nodiscard]] bool is_trusted(const base::IpAddress& address) const;

 private:
  std::vector<base::IpPrefix> trusted_proxies_;
};

}  // namespace undersigned::http
