// Tells an address from a name, so that a list of signers does not become a list of advertisements.
// Pure, no allocation, safe from any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace undersigned {

enum class Domains : std::uint8_t {
  Refused,  // "cheap-pills.com" is a link
  Allowed,  // "350.org" is a name
};

// Whether `line` holds "://", a word that begins with "www.", an e-mail address, a domain with a path ("bit.ly/x") or,
// where they are refused, a bare domain under one of the endings that advertising uses. "J.R. Smith", "St. John",
// "Md.Rahman", "Emel.Top" and "s/o K.Raman" are none of these.
bool looks_like_link(std::string_view line, Domains domains);

}  // namespace undersigned
