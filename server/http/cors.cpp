#include "server/http/cors.h"

namespace undersigned::http {

bool is_origin_allowed(std::string_view origin, const Origins& allowed) {
  return !origin.empty() && origin != "null" && allowed.find(origin) != allowed.end();
}

std::vector<Header> public_cors_headers() {
  return {{"Access-Control-Allow-Origin", "*"}};
}

std::vector<Header> cors_headers(std::string_view origin, const Origins& allowed) {
  std::vector<Header> headers = {{"Vary", "Origin"}};
  if (is_origin_allowed(origin, allowed)) headers.push_back({"Access-Control-Allow-Origin", std::string(origin)});
  return headers;
}

Response preflight_response(std::string_view origin, const Origins& allowed, const Preflight& preflight) {
  Response response;
  response.status = 204;
  response.headers = cors_headers(origin, allowed);
  if (!is_origin_allowed(origin, allowed)) return response;
  response.headers.push_back({"Access-Control-Allow-Methods", std::string(preflight.methods)});
  response.headers.push_back({"Access-Control-Allow-Headers", std::string(preflight.headers)});
  response.headers.push_back({"Access-Control-Max-Age", std::to_string(preflight.max_age_s)});
  return response;
}

}  // namespace undersigned::http
