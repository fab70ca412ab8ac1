// Bytes as text and back: hexadecimal and base64 (RFC 4648), by libsodium's constant-time coders, and base32.
//
// Pure, safe from any thread. Decoding returns nothing for text that is empty or malformed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace undersigned::crypto {

std::string to_hex(std::span<const std::uint8_t> bytes);
std::string to_base64(std::span<const std::uint8_t> bytes);     // padded
std::string to_base64url(std::span<const std::uint8_t> bytes);  // no padding

// Lower case, without i, l, o and u (Crockford's alphabet), so that it can be read aloud; no padding.
std::string to_base32(std::span<const std::uint8_t> bytes);

// Accepts exactly what to_base32() returns: no upper case, no stray bits after the last byte.
std::optional<std::vector<std::uint8_t>> from_base32(std::string_view text);

std::optional<std::vector<std::uint8_t>> from_hex(std::string_view text);

// Accepts either alphabet, with or without padding.
std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text);

}  // namespace undersigned::crypto
