// HMAC-SHA-256 (RFC 2104) over several texts. Each text is preceded by its length, so moving characters from one text
// to the next changes the hash. Safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "server/crypto/secret.h"

namespace undersigned::crypto {

using KeyedHash = std::array<std::uint8_t, 32>;

KeyedHash keyed_hash(const Key& key, std::initializer_list<std::string_view> parts);

}  // namespace undersigned::crypto
