// Content codings of cached bodies (RFC 9110 8.4.1): Brotli (RFC 7932) and gzip (RFC 1952).
//
// Pure and safe to call from any thread. Empty if the library failed for lack of memory: send the uncompressed bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace undersigned::campaigns {

// Quick: a fraction of a millisecond for a page. Thorough: an eighth smaller, and ten times as long; for what many
// readers download and what is seldom made.
enum class Effort : std::uint8_t { Quick, Thorough };

std::string brotli(std::string_view bytes, Effort effort);
std::string gzip(std::string_view bytes);

}  // namespace undersigned::campaigns
