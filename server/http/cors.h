// Which other origins may read an answer (the Fetch standard's CORS protocol). An origin is compared exactly and only
// ever echoed if it is in the set; "null", which any sandboxed frame can claim, never is; credentials are never
// allowed, since the widget sends none. Pure; safe to use from any thread.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace undersigned::http {

// Exact origins as browsers send them: "https://example.org", "http://localhost:8081".
using Origins = std::set<std::string, std::less<>>;

bool is_origin_allowed(std::string_view origin, const Origins& allowed);

// For answers that are the same for everybody and public: Access-Control-Allow-Origin: *.
std::vector<Header> public_cors_headers();

// For answers meant for some origins. Vary: Origin always, so that no cache mixes them up; the permission only if the
// origin is allowed.
std::vector<Header> cors_headers(std::string_view origin, const Origins& allowed);

struct Preflight {
  std::string_view methods;     // "POST"
  std::string_view headers;     // "Content-Type, Idempotency-Key"
  int max_age_s = 2 * 60 * 60;  // what Chromium keeps at most
};

// 204 to an OPTIONS request; without permissions if the origin is not allowed, so that the browser refuses.
Response preflight_response(std::string_view origin, const Origins& allowed, const Preflight& preflight);

}  // namespace undersigned::http
