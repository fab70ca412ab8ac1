#include "server/http/cookies.h"

#include <algorithm>
#include <array>

#include "server/base/ascii.h"

namespace undersigned::http {
namespace {

constexpr std::array<std::string_view, 3> kSameSiteNames = {"Strict", "Lax", "None"};

// cookie-octet of RFC 6265 4.1.1.
bool is_cookie_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\'; });
}

bool is_cookie_path(std::string_view path) {
  return !path.empty() && path.front() == '/' &&
         std::all_of(path.begin(), path.end(), [](char c) { return c > 0x20 && c < 0x7f && c != ';'; });
}

bool is_accepted_by_browsers(const SetCookie& cookie) {
  const bool host_bound = base::starts_with_ignoring_case(cookie.name, "__Host-");
  const bool needs_secure = host_bound || base::starts_with_ignoring_case(cookie.name, "__Secure-") ||
                            cookie.partitioned || cookie.same_site == SameSite::None;
  return (cookie.secure || !needs_secure) && (!host_bound || cookie.path == "/");
}

}  // namespace

std::string_view cookie(const Request& request, std::string_view name) {
  std::string_view value;
  for (const auto& field : request.headers) {
    if (!base::equal_ignoring_case(field.name, "Cookie")) continue;
    auto rest = field.value;
    while (!rest.empty()) {
      const auto pair = base::take_element(rest, ';');
      const auto equals = pair.find('=');
      if (equals != std::string_view::npos && base::trim(pair.substr(0, equals)) == name)
        value = base::trim(pair.substr(equals + 1));
    }
  }
  return value;
}

Result<Header> set_cookie_header(const SetCookie& cookie) {
  if (!base::is_token(cookie.name) || !is_cookie_value(cookie.value) || !is_cookie_path(cookie.path) ||
      !is_accepted_by_browsers(cookie)) {
    return Error{ErrorCode::BadValue};
  }
  std::string text = cookie.name + "=" + cookie.value + "; Path=" + cookie.path;
  if (cookie.max_age_s) text += "; Max-Age=" + std::to_string(*cookie.max_age_s);
  text.append("; SameSite=").append(kSameSiteNames[static_cast<std::size_t>(cookie.same_site)]);
  if (cookie.http_only) text += "; HttpOnly";
  if (cookie.secure) text += "; Secure";
  if (cookie.partitioned) text += "; Partitioned";
  return Header{"Set-Cookie", std::move(text)};
}

}  // namespace undersigned::http
