// Random bytes from the operating system, by libsodium, and identifiers made of them.
//
// Safe from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace undersigned::crypto {

inline constexpr std::size_t kPublicIdChars = 26;
inline constexpr std::size_t kTokenChars = 43;

void random_bytes(std::span<std::uint8_t> out);

// 128 bits in base32 (encoding.h).
std::string random_public_id();

// 256 bits in URL-safe base64 without padding (RFC 4648 section 5), for cookies and one-time links.
std::string random_token();

}  // namespace undersigned::crypto
