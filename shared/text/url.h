// The formats of stored addresses: web links, origins of partner sites, slugs, language tags.
//
// These only check. Nothing is repaired, since a repaired address may be another address. Pure, safe from any thread.
#pragma once

#include <string_view>

namespace undersigned {

// An absolute http or https URL with a host, without user name or password, control characters, spaces, backslashes or
// any of "<>^`{|}, at most limits::kUrlBytesMax long. The host is ASCII (an IDN in A-labels) or an IPv6 address in
// brackets. The rest may be any well-formed UTF-8.
bool is_web_url(std::string_view text);

// An origin as in the Origin header (RFC 6454, section 6.2): scheme, lower-case host, and the port unless it is the
// default. Never "null", never with a path, at most limits::kOriginBytesMax.
bool is_origin(std::string_view text);

// a-z, 0-9 and single hyphens between them, 1 to limits::kSlugBytesMax bytes.
bool is_slug(std::string_view text);

// A simple language tag (RFC 5646): language, optional script, optional region: "es", "pt-BR", "zh-Hant-TW", "es-419".
// Any case, at most limits::kLocaleBytesMax.
bool is_locale_tag(std::string_view text);

}  // namespace undersigned
