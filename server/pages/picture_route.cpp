#include "server/pages/picture_route.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/api/problems.h"
#include "server/http/security_headers.h"
#include "server/pages/campaign_page.h"
#include "server/pages/campaign_picture.h"
#include "server/pages/error_page.h"
#include "server/pictures/picture.h"

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

Response picture_response(const Result<http::Body>& drawn, const std::string& media_type, Locale locale) {
  Response response;
  if (drawn.ok()) {
    response.content_type = media_type;
    response.headers.push_back({"Cache-Control", std::string(kForAYear)});
    response.body = *drawn;
  } else {
    response = api::problem({ErrorCode::Busy}, locale);
  }
  http::add_security_headers(response, http::Audience::AnySite);
  return response;
}

// "share-0123456789abcdef.png" or .jpg, of any version.
bool is_picture(std::string_view file) {
  constexpr std::string_view kBegin = "share-";
  constexpr std::size_t kEndSize = 4;
  if (file.size() <= kBegin.size() + kEndSize || !file.starts_with(kBegin)) return false;
  if (!file.ends_with(".png") && !file.ends_with(".jpg")) return false;
  const std::string_view version = file.substr(kBegin.size(), file.size() - kBegin.size() - kEndSize);
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
  auto picture = campaign_picture(services, *entry, locale);
  if (!picture) return reply(status_response(request, 404, services.assets));
  if (file != picture->file) return reply(to_current(picture->path));
  if (const std::string& id = picture->image.photo_id; !id.empty()) {
    Result<std::string> photo = services.store.picture(pictures::share_file(id));
    if (photo) picture->image.photo = std::make_shared<const std::string>(std::move(photo).value());
  }
  pictures.get(picture->version, picture->image,
               [reply, locale, type = picture->media_type](const Result<http::Body>& drawn) {
                 reply(picture_response(drawn, type, locale));
               });
}

}  // namespace undersigned::pages
