#include "server/pages/picture_route.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/api/problems.h"
#include "server/http/security_headers.h"
#include "server/pages/campaign_page.h"
#include "server/pages/campaign_picture.h"
#include "server/pages/error_page.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;
using http::Response;

constexpr std::string_view kForAYear = "public, max-age=31536000, immutable";

Response to_current(const std::string& address) {
  Response response;
  response.status = 302;
  response.headers.push_back({"Location", address});
  response.headers.push_back({"Cache-Control", "no-cache"});
  http::add_security_headers(response, http::Audience::AnySite);
  return response;
}

Response picture_response(const Result<http::Body>& png, Locale locale) {
  Response response;
  if (png.ok()) {
    response.content_type = "image/png";
    response.headers.push_back({"Cache-Control", std::string(kForAYear)});
    response.body = *png;
  } else {
    response = api::problem({ErrorCode::Busy}, locale);
  }
  http::add_security_headers(response, http::Audience::AnySite);
  return response;
}

// "share-0123456789abcdef.png", of any version.
bool is_picture(std::string_view file) {
  constexpr std::string_view kBegin = "share-";
  constexpr std::string_view kEnd = ".png";
  if (file.size() <= kBegin.size() + kEnd.size() || file.substr(0, kBegin.size()) != kBegin) return false;
  if (file.substr(file.size() - kEnd.size()) != kEnd) return false;
  const std::string_view version = file.substr(kBegin.size(), file.size() - kBegin.size() - kEnd.size());
  return std::all_of(version.begin(), version.end(),
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

void get_picture(const api::Services& services, previews::SharePictures& pictures, const Request& request,
                 const Reply& reply) {
  const std::string_view file = request.parameter("file");
  const auto entry = services.catalog.snapshot()->published(request.parameter("slug"));
  if (entry == nullptr || !is_picture(file)) return reply(status_response(request, 404, services.assets));
  const Locale locale = reader_locale(request, entry->campaign);
  const auto picture = campaign_picture(services, *entry, locale);
  if (!picture) return reply(status_response(request, 404, services.assets));
  if (file != picture->file) return reply(to_current(picture->path));
  pictures.get(picture->version, picture->image,
               [reply, locale](const Result<http::Body>& png) { reply(picture_response(png, locale)); });
}

}  // namespace undersigned::pages
