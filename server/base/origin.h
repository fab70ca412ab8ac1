// Web origins, as operators write them and as browsers send them (RFC 6454 6.2, WHATWG URL "origin").
//
// Pure and safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace undersigned::base {

// "https://Example.org:443/" becomes "https://example.org": scheme http or https, host in lower case, no default port,
// no slash. Nothing for an address with a path, query, user name or other scheme, since that is not an origin.
std::optional<std::string> parse_origin(std::string_view text);

// For a text that is not an origin as browsers send it: says what is wrong, to be appended to the option's name, and
// the correction if it is clear: "has a path; write https://example.org".
std::string explain_origin(std::string_view text);

// "sign.example.org:8443" of "https://sign.example.org:8443" (RFC 3986 3.2); empty without a scheme.
std::string_view authority_of(std::string_view origin);

}  // namespace undersigned::base
