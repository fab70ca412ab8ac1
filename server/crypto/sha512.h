// SHA-512 (FIPS 180-4), for subresource integrity: only for files, never for secrets. Pure, safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace undersigned::crypto {

using Sha512 = std::array<std::uint8_t, 64>;

Sha512 sha512(std::string_view bytes);

}  // namespace undersigned::crypto
