// SipHash-2-4 (Aumasson and Bernstein 2012), by libsodium: a short keyed hash for tables whose keys outsiders can
// choose. About 20 ns. Never shown to anybody. Pure, safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace undersigned::crypto {

using ShortHashKey = std::array<std::uint8_t, 16>;  // random

std::uint64_t short_hash(const ShortHashKey& key, std::string_view text);

}  // namespace undersigned::crypto
