#include "server/api/sender.h"

#include <algorithm>

#include "shared/text/url.h"

namespace undersigned::api {
namespace {

// The configured origin, or the one in the browser's own request: an operator who opens 127.0.0.1 instead of the
// configured localhost is still on this server.
bool is_own(const http::Request& request, std::string_view origin, std::string_view base_url) {
  if (origin == base_url) return true;
  const std::size_t host = origin.find("://");
  if (host == std::string_view::npos || request.header("Host").empty()) return false;
  const bool downgraded = base_url.rfind("https://", 0) == 0 && origin.rfind("https://", 0) != 0;
  return !downgraded && origin.substr(host + 3) == request.header("Host");
}

}  // namespace

Result<Sender> identify_sender(const http::Request& request, const campaigns::Snapshot& snapshot,
                               std::string_view base_url) {
  const std::string_view origin = request.header("Origin");
  if (origin.empty() || is_own(request, origin, base_url) || snapshot.partner_with_origin(origin) != nullptr) {
    return Sender{std::string(origin)};
  }
  return Error{ErrorCode::OriginNotAllowed, Field::None};
}

std::string partner_page(const campaigns::Snapshot& snapshot, std::string_view origin, std::string_view page) {
  page = page.substr(0, page.find('#'));
  if (page.ends_with('?')) return {};
  if (origin.empty() || snapshot.partner_with_origin(origin) == nullptr || !is_web_url(page)) return {};
  if (!page.starts_with(origin)) return {};
  const bool ends_there = page.size() == origin.size() || page[origin.size()] == '/';
  return ends_there ? std::string(page) : std::string();
}

Status require_own_page(const http::Request& request, std::string_view base_url) {
  const std::string_view origin = request.header("Origin");
  const std::string_view site = request.header("Sec-Fetch-Site");
  const bool own_origin = origin.empty() || is_own(request, origin, base_url);
  const bool own_site = site.empty() || site == "same-origin" || site == "none";
  if (!own_origin || !own_site) return Error{ErrorCode::OriginNotAllowed, Field::None};
  return Done{};
}

std::string_view own_page_query(const http::Request& request, std::string_view base_url) {
  std::string_view page = request.header("Referer");
  page = page.substr(0, page.find('#'));
  const std::size_t host = page.find("://");
  if (host == std::string_view::npos) return {};
  const std::size_t origin_end = std::min(page.find_first_of("/?", host + 3), page.size());
  const std::size_t query = page.find('?');
  if (query == std::string_view::npos || !is_own(request, page.substr(0, origin_end), base_url)) return {};
  return page.substr(query + 1);
}

}  // namespace undersigned::api
