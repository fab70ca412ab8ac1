// Distinguishes web and mail addresses from names, so that a list of signers does not fill up with advertisements.
// Pure, no allocation, safe from any thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace undersigned {

enum class Domains : std::uint8_t {
  Refused,  // "cheap-pills.com" is a link
  Allowed,  // "350.org" is a name
};

// Whether `line` contains "://", a word that begins with "www.", an email address, a domain with a path ("bit.ly/x")
// or, if they are refused, a bare domain with one of the endings that advertising uses. "J.R. Smith", "St. John",
// "Md.Rahman", "Emel.Top" and "s/o K.Raman" contain none.
bool looks_like_link(std::string_view line, Domains domains);

}  // namespace undersigned
