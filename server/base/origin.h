// Web origins as an operator writes them and as browsers send them (RFC 6454 6.2, WHATWG URL "origin").
//
// Pure and safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace undersigned::base {

// "https://Example.org:443/" as "https://example.org": scheme http or https, host in lower case, no default port, no
// slash. Nothing for an address with a path, query, user name or other scheme: those are no origins.
std::optional<std::string> parse_origin(std::string_view text);

// What is wrong with what stands in an origin's place, behind its name, and what to write where that is clear:
// "has a path; write https://example.org". For a text that is no origin as browsers send it.
std::string explain_origin(std::string_view text);

}  // namespace undersigned::base
