// Content codings of cached bytes (RFC 9110 8.4.1): Brotli (RFC 7932) and gzip (RFC 1952).
//
// Pure and safe to call from any thread. Empty when the library could not do it (no memory): send the bytes as they
// are.
#pragma once

#include <string>
#include <string_view>

namespace undersigned::campaigns {

std::string brotli(std::string_view bytes);
std::string gzip(std::string_view bytes);

}  // namespace undersigned::campaigns
