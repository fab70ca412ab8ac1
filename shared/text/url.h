// The shapes of addresses the product stores: web links, origins of partner sites, slugs, language tags.
//
// These say whether a text may be stored as it is; nothing is repaired, as an address that was repaired can be another
// address. Pure, safe from any thread.
#pragma once

#include <string_view>

namespace undersigned {

// An absolute http or https URL with a host, without user name or password, control, space, backslash or any of
// "<>^`{|} and at most limits::kUrlBytesMax long. The host is ASCII (an IDN in A-labels) or an IPv6 address in
// brackets; the rest may hold any well-formed UTF-8.
bool is_web_url(std::string_view text);

// An origin as a browser writes it in the Origin header (RFC 6454, section 6.2): scheme, lower-case host and the port
// where it is not the scheme's own. Never "null", never a path, at most limits::kOriginBytesMax.
bool is_origin(std::string_view text);

// a-z, 0-9 and single hyphens between them, 1 to limits::kSlugBytesMax.
bool is_slug(std::string_view text);

// A language tag of the plain kind (RFC 5646): language, then script, then region, each of the last two if there:
// "es", "pt-BR", "zh-Hant-TW", "es-419". Either case, at most limits::kLocaleBytesMax.
bool is_locale_tag(std::string_view text);

}  // namespace undersigned
