// Cookies (RFC 6265, and RFC 6265bis for prefixes, SameSite and Partitioned). Pure; safe to use from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"
#include "shared/result.h"

namespace undersigned::http {

// The value of the last cookie of that name, as sent; "" if absent. Names are case-sensitive. The last one, because
// browsers send cookies with longer paths first (RFC 6265, 5.4): a cookie that a neighbouring application sets for one
// of our paths cannot hide ours.
std::string_view cookie(const Request& request, std::string_view name);

enum class SameSite : std::uint8_t { Strict, Lax, None };

// The safe values are the defaults.
struct SetCookie {
  std::string name;
  std::string value;
  std::string path = "/";
  std::optional<std::int64_t> max_age_s;  // none: until the browser closes; 0: remove it now
  SameSite same_site = SameSite::Lax;
  bool http_only = true;
  bool secure = true;
  bool partitioned = false;  // a separate cookie jar for every embedding site
};

// The Set-Cookie header. BadValue if the name is not a token, if the value or path could end the attribute, or if a
// browser would ignore the cookie: SameSite=None, Partitioned and "__Secure-" need `secure`; "__Host-" also needs the
// path "/".
Result<Header> set_cookie_header(const SetCookie& cookie);

}  // namespace undersigned::http
