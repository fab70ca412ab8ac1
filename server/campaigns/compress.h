// Content codings of cached bodies (RFC 9110 8.4.1): Brotli (RFC 7932) and gzip (RFC 1952).
//
// Pure and safe to call from any thread. Empty if the library failed for lack of memory: send the uncompressed bytes.
#pragma once

#include <string>
#include <string_view>

namespace undersigned::campaigns {

std::string brotli(std::string_view bytes);
std::string gzip(std::string_view bytes);

}  // namespace undersigned::campaigns
