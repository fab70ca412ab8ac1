// SHA-384 (FIPS 180-4), for the integrity attributes of scripts (W3C Subresource Integrity). Nothing here is a secret.
//
// Pure, safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace undersigned::auth {

using Sha384 = std::array<std::uint8_t, 48>;

Sha384 sha384(std::string_view bytes);

}  // namespace undersigned::auth
