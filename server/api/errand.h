// The rate of what a client asks for beside signing (server/abuse/guard.h).
//
// Safe to call from any thread.
#pragma once

#include <cstdint>

#include "server/abuse/guard.h"
#include "server/api/services.h"
#include "server/http/message.h"

namespace undersigned::api {

// 0: go on, it is counted. Otherwise the seconds for Retry-After.
inline std::int64_t admit(const Services& services, const http::Request& request, abuse::Errand errand) {
  return services.guard.admit(errand, services.client_addresses.of(request), services.utc_now_ms());
}

}  // namespace undersigned::api
