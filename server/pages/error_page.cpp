#include "server/pages/error_page.h"

#include "server/api/problems.h"
#include "server/http/cors.h"
#include "server/http/security_headers.h"
#include "server/limits.h"
#include "server/pages/document.h"

namespace undersigned::pages {
namespace {

using view::Attr;
using view::Tag;

struct Words {
  std::string title;
  std::string text;
};

http::Response write_page(int status, const Words& words, Locale locale, const assets::Assets& assets,
                          const EmbedContext& embed = {}) {
  Document document;
  document.locale = locale;
  document.embed = embed;
  if (embed.framed()) document.styles = "embed.css";
  document.title = words.title;
  document.content = {view::element(Tag::H1, {}, words.title),
                      view::element(Tag::P, {{Attr::Class, "notice"}}, words.text),
                      view::element(Tag::P, {},
                                    {view::element(Tag::A, {{Attr::Href, "/?lang=" + std::string(locale_tag(locale))}},
                                                   text_of(locale, Message::AllCampaigns))})};
  for (view::Node& node : document.content) rewrite_links_for(node, embed, {}, locale);
  http::Response response = page_response(status, write_document(document, assets, {}, {}), embed);
  if (status == 503) http::set_retry_after(response, limits::kBusyRetryAfterS);
  return response;
}

bool is_api(std::string_view path) {
  return path.rfind("/v1/", 0) == 0 || path.rfind("/v/", 0) == 0 || path.rfind("/admin/data/", 0) == 0;
}

bool wants_page(const http::Request& request) {
  return !is_api(request.path) && request.header("Accept").find("text/html") != std::string_view::npos;
}

}  // namespace

http::Response error_page(Error error, Locale locale, const assets::Assets& assets, const EmbedContext& embed) {
  const int status = api::status_of(error.code);
  if (status == 404) {
    return write_page(404, {text_of(locale, Message::PageNotFoundTitle), text_of(locale, Message::PageNotFoundText)},
                      locale, assets, embed);
  }
  return write_page(status, {text_of(locale, Message::PageErrorTitle), error_text(locale, error)}, locale, assets,
                    embed);
}

http::Response too_many_page(std::int64_t retry_after_s, Locale locale, const assets::Assets& assets) {
  http::Response response = error_page({ErrorCode::TooManyRequests}, locale, assets);
  http::set_retry_after(response, retry_after_s);
  return response;
}

http::Response status_response(const http::Request& request, int status, const assets::Assets& assets) {
  const Locale locale = api::locale_of(request);
  if (wants_page(request)) {
    if (status == 404) return error_page({ErrorCode::NotFound}, locale, assets);
    if (status == 405) return error_page({ErrorCode::MethodNotAllowed}, locale, assets);
    if (status == 413) return error_page({ErrorCode::BodyTooLarge, Field::Body}, locale, assets);
    if (status == 503) return error_page({ErrorCode::Busy}, locale, assets);
    const std::string title = text_of(locale, Message::PageErrorTitle);
    return write_page(status, {title, std::string(http::reason_phrase(status))}, locale, assets);
  }
  http::Response response = api::problem_of_status(status, locale);
  http::add_security_headers(response, http::Audience::AnySite);
  // If the head was not read (no room, too slow), the client is unknown; this response reveals nothing.
  if (request.path.empty() || request.path.rfind("/v1/", 0) == 0) {
    for (http::Header& header : http::public_cors_headers()) response.headers.push_back(std::move(header));
    response.headers.push_back({"Access-Control-Expose-Headers", "Retry-After"});
  }
  return response;
}

}  // namespace undersigned::pages
