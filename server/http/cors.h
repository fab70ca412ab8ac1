// Which other origins may read a response (the Fetch standard's CORS protocol). Origins are compared exactly and echoed
// only if they are in the set. "null" never is: any sandboxed frame can claim it. Credentials are never allowed, since
// the widget sends none. Pure; safe to use from any thread.
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

// For public responses that are the same for everybody: Access-Control-Allow-Origin: *.
std::vector<Header> public_cors_headers();

// For responses meant for some origins. Always with Vary: Origin, so that no cache mixes them up; with the permission
// only if the origin is allowed.
std::vector<Header> cors_headers(std::string_view origin, const Origins& allowed);

struct Preflight {
  std::string_view methods;     // "POST"
  std::string_view headers;     // "Content-Type, Idempotency-Key"
  int max_age_s = 2 * 60 * 60;  // the most that Chromium keeps it
};

// 204 to an OPTIONS request. If the origin is not allowed, it grants nothing, and the browser refuses.
Response preflight_response(std::string_view origin, const Origins& allowed, const Preflight& preflight);

}  // namespace undersigned::http
