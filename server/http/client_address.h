// Who is asking, behind a front or without one: for rates and throttles, never for permission.
//
// X-Forwarded-For is what anybody may write into a request. It is believed only as far as fronts wrote it that the
// operator named (--trusted-proxy): each appends the address that it saw, so the list is read from its end, and the
// first entry that is not such a front is the client (the rule of nginx's real_ip_recursive). Everything before it
// is hearsay. By default nobody is trusted.
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

  // Numeric, in to_string(IpAddress)'s form. The connection's address where that is no trusted proxy, and where the
  // list does not say: it is missing, all of it are trusted proxies, the deciding entry is no address (it may carry a
  // port), or none of the last limits::kForwardedEntriesMax entries decides. Several headers are one list, in order.
  [[nodiscard]] std::string of(const Request& request) const;

  [[nodiscard]] bool is_trusted(const base::IpAddress& address) const;

 private:
  std::vector<base::IpPrefix> trusted_proxies_;
};

}  // namespace undersigned::http
