// Rate limits of what clients ask for besides signing (server/signing/guard.h).
//
// Safe to call from any thread.
#pragma once

#include <cstdint>

#include "server/api/services.h"
#include "server/http/message.h"
#include "server/signing/guard.h"

namespace undersigned::api {

// 0: allowed, and counted. Otherwise the seconds for Retry-After.
inline std::int64_t admit(const Services& services, const http::Request& request, signing::RateLimitedAction action) {
  return services.guard.admit(action, services.client_addresses.of(request), services.utc_now_ms());
}

}  // namespace undersigned::api
