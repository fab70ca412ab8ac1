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
constexpr std::string_view kForADay = "public, max-age=86400";

// The icon: a line for a signature below a full stop.
constexpr std::string_view kFavicon =
    R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#a8201a" stroke-width="3.5" )"
    R"(stroke-linecap="round" stroke-linejoin="round">)"
    R"(<style>@media(prefers-color-scheme:dark){path{stroke:#ff8a7e}}</style>)"
    R"(<path d="M6 19C9 6 15 5 14 12s-5 9-1 7 5-8 7-6-2 6 1 6 3-2 5-3M5 27h22"/></svg>)";

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
  server.route(http::Method::Get, "/favicon.svg",
               [icon = campaigns::make_cached_body(std::string(kFavicon))](const Request& request, const Reply& reply) {
                 reply(for_any_site(api::cached_response(
                     request, icon, {.content_type = "image/svg+xml", .cache_control = kForADay})));
               });
}

}  // namespace undersigned::pages
