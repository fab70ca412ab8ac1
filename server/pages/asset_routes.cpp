#include "server/pages/asset_routes.h"

#include <utility>

#include "server/api/cached_response.h"
#include "server/http/cors.h"
#include "server/http/problem.h"
#include "server/http/security_headers.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;

constexpr std::string_view kEvergreen = "1";
constexpr std::string_view kForAYear = "public, max-age=31536000, immutable";
constexpr std::string_view kForFiveMinutes = "public, max-age=300, stale-while-revalidate=86400";

// Only a worker obeys the policy of its own script file: it may compile WebAssembly and load nothing.
constexpr std::string_view kScriptPolicy = "default-src 'none'; script-src 'wasm-unsafe-eval'; frame-ancestors 'none'";

http::Response for_any_site(http::Response response, std::string_view policy = {}) {
  for (http::Header& header : http::public_cors_headers()) response.headers.push_back(std::move(header));
  http::add_security_headers(response, http::Audience::AnySite, policy);
  return response;
}

void get_asset(const assets::Releases& releases, const Request& request, const Reply& reply) {
  const std::string_view version = request.parameter("version");
  const assets::Assets* release = version == kEvergreen ? &releases.current() : releases.find(version);
  const assets::Asset* asset = release == nullptr ? nullptr : release->find(request.parameter("file"));
  if (asset == nullptr) {
    http::Problem unknown;
    unknown.status = 404;
    return reply(for_any_site(http::problem_response(unknown)));
  }
  const api::CachedHead head{.content_type = asset->media_type,
                             .cache_control = version == kEvergreen ? kForFiveMinutes : kForAYear};
  const bool is_script = asset->media_type.starts_with("text/javascript");
  reply(for_any_site(api::cached_response(request, asset->bytes, head), is_script ? kScriptPolicy : ""));
}

}  // namespace

void add_asset_routes(http::Server& server, const assets::Releases& releases) {
  server.route(http::Method::Get, "/v/:version/:file",
               [&releases](const Request& request, const Reply& reply) { get_asset(releases, request, reply); });
}

}  // namespace undersigned::pages
