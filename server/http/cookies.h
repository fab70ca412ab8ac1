// Cookies (RFC 6265, and RFC 6265bis for prefixes, SameSite and Partitioned). Pure; safe to use from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "shared/result.h"

namespace undersigned::http {

// The value of the last cookie of that name, as sent; "" if absent. Names are case-sensitive. Browsers send those of a
// longer path first (RFC 6265, 5.4), so that one that a neighbouring application sets for a path of ours does not stand
// in front of ours.
std::string_view cookie(const Request& request, std::string_view name);

enum class SameSite : std::uint8_t { Strict, Lax, None };

// The safe values are the defaults.
struct SetCookie {
  std::string name;
  std::string value;
  std::string path = "/";
  std::optional<std::int64_t> max_age_s;  // none: until the browser ends; 0: now, which removes it
  SameSite same_site = SameSite::Lax;
  bool http_only = true;
  bool secure = true;
  bool partitioned = false;  // a jar of its own in every embedding site
};

// The Set-Cookie header. BadValue if the name is no token, the value or path could end the attribute, or a browser
// would ignore the cookie: SameSite=None, Partitioned and the "__Secure-" prefix need `secure`, "__Host-" also "/".
Result<Header> set_cookie_header(const SetCookie& cookie);

}  // namespace undersigned::http
