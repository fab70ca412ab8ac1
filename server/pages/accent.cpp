#include "server/pages/accent.h"

#include <optional>

#include "server/api/cached_response.h"
#include "server/crypto/encoding.h"
#include "server/http/cors.h"
#include "server/http/problem.h"
#include "server/http/security_headers.h"
#include "server/pages/document.h"
#include "shared/hash/sha256.h"
#include "shared/theme/accent.h"

namespace undersigned::pages {
namespace {

using http::Reply;
using http::Request;

constexpr std::string_view kSuffix = ".css";
constexpr api::CachedHead kSheet{.content_type = "text/css; charset=utf-8",
                                 .cache_control = "public, max-age=31536000, immutable"};

// "a8201a.css". Upper case is refused: it would be a second address of the same sheet.
std::optional<theme::Rgb> colour_of(std::string_view file) {
  if (file.size() <= kSuffix.size() || file.substr(file.size() - kSuffix.size()) != kSuffix) return std::nullopt;
  const std::string_view digits = file.substr(0, file.size() - kSuffix.size());
  const std::optional<theme::Rgb> colour = theme::rgb_from_hex(digits);
  return colour && theme::hex_of(*colour) == digits ? colour : std::nullopt;
}

void get_sheet(const Request& request, const Reply& reply) {
  const std::optional<theme::Rgb> colour = colour_of(request.parameter("sheet"));
  http::Response response;
  if (colour) {
    response = api::cached_response(request, campaigns::make_cached_body(theme::accent_css(*colour)), kSheet);
  } else {
    http::Problem unknown;
    unknown.status = 404;
    response = http::problem_response(unknown);
  }
  for (http::Header& header : http::public_cors_headers()) response.headers.push_back(std::move(header));
  http::add_security_headers(response, http::Audience::AnySite);
  reply(std::move(response));
}

}  // namespace

std::string accent_link(std::string_view accent) {
  const std::optional<theme::Rgb> colour = theme::accent_from(accent);
  if (!colour) return {};
  return link_element({{"rel", "stylesheet"},
                       {"href", "/accent/" + theme::hex_of(*colour) + std::string(kSuffix)},
                       {"integrity", "sha256-" + crypto::to_base64(sha256(theme::accent_css(*colour)))},
                       {"crossorigin", "anonymous"}});
}

void add_accent_route(http::Server& server) {
  server.route(http::Method::Get, "/accent/:sheet", get_sheet);
}

}  // namespace undersigned::pages
