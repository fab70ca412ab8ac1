#include "server/pages/site_files.h"

#include <utility>

#include "server/api/cached_response.h"
#include "server/http/security_headers.h"
#include "server/previews/icon.h"
#include "shared/campaign/campaign.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;

constexpr std::string_view kForADay = "public, max-age=86400";
constexpr std::string_view kForAnHour = "public, max-age=3600";
constexpr int kTouchIconPx = 180;
constexpr std::int64_t kSecurityTextMs = 90LL * 24 * 60 * 60 * 1000;  // RFC 9116 2.5.5: less than a year

// The icon: a line for a signature below a full stop. previews/icon.cpp draws the same lines.
constexpr std::string_view kFavicon =
    R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#a8201a" stroke-width="3.5" )"
    R"(stroke-linecap="round" stroke-linejoin="round">)"
    R"(<style>@media(prefers-color-scheme:dark){path{stroke:#ff8a7e}}</style>)"
    R"(<path d="M6 19C9 6 15 5 14 12s-5 9-1 7 5-8 7-6-2 6 1 6 3-2 5-3M5 27h22"/></svg>)";

void add_picture(http::Server& server, std::string_view path, std::string_view media_type, std::string bytes) {
  server.route(http::Method::Get, path,
               [media_type, picture = campaigns::make_cached_body(std::move(bytes))](const Request& request,
                                                                                     const Reply& reply) {
                 http::Response response =
                     api::cached_response(request, picture, {.content_type = media_type, .cache_control = kForADay});
                 http::add_security_headers(response, http::Audience::AnySite);
                 reply(std::move(response));
               });
}

// Calls `text` for each request, as campaigns and time change.
template <class Text>
void add_text(http::Server& server, std::string_view path, std::string_view media_type, const Text& text) {
  server.route(http::Method::Get, path, [media_type, text](const Request&, const Reply& reply) {
    http::Response response = http::make_response(200, std::string(media_type), text());
    response.headers.push_back({"Cache-Control", std::string(kForAnHour)});
    http::add_security_headers(response, http::Audience::OwnPages);
    reply(std::move(response));
  });
}

std::string robots_text(const std::string& base_url) {
  return "User-agent: *\nDisallow: /admin\nDisallow: /confirm\nDisallow: /my\n\nSitemap: " + base_url +
         "/sitemap.xml\n";
}

// Slugs are letters, digits and hyphens: nothing to escape.
std::string sitemap(const std::string& base_url, const campaigns::Snapshot& snapshot) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  const auto add = [&](const std::string& path) { out += "<url><loc>" + base_url + path + "</loc></url>\n"; };
  add("/");
  for (const auto& entry : snapshot.all()) {
    const std::string& slug = entry->campaign.slug;
    if (snapshot.published(slug) != nullptr) add("/p/" + slug);
  }
  return out + "</urlset>\n";
}

// At midnight, so that it is the same text all day.
std::string security_text(const std::string& base_url, const std::string& contact, std::int64_t now_ms) {
  return "Contact: " + contact + "\nExpires: " + utc_date(now_ms + kSecurityTextMs) +
         "T00:00:00Z\nCanonical: " + base_url + "/.well-known/security.txt\n";
}

}  // namespace

void add_site_file_routes(http::Server& server, const api::Services& services, const std::string& security_contact) {
  constexpr std::string_view kText = "text/plain; charset=utf-8";
  const std::string& base_url = services.base_url;
  add_picture(server, "/favicon.svg", "image/svg+xml", std::string(kFavicon));
  if (Result<std::string> icon = previews::draw_favicon()) {
    add_picture(server, "/favicon.ico", "image/x-icon", std::move(icon).value());
  }
  if (Result<std::string> icon = previews::draw_touch_icon(kTouchIconPx)) {
    add_picture(server, "/apple-touch-icon.png", "image/png", std::move(icon).value());
  }
  add_text(server, "/robots.txt", kText, [&base_url] { return robots_text(base_url); });
  add_text(server, "/sitemap.xml", "application/xml; charset=utf-8",
           [&services] { return sitemap(services.base_url, *services.catalog.snapshot()); });
  if (security_contact.empty()) return;
  add_text(server, "/.well-known/security.txt", kText, [&services, security_contact] {
    return security_text(services.base_url, security_contact, services.utc_now_ms());
  });
}

}  // namespace undersigned::pages
