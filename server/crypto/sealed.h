// Authenticated encryption under a key of the server's secret: nobody else can read, make or change a sealed text
// (libsodium's secretbox, XSalsa20-Poly1305, with a random nonce). For keys in the database, and for what a page passes
// from one form to the next.
//
// Safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/crypto/secret.h"

namespace undersigned::crypto {

// URL-safe base64. Its length depends only on the length of `text`.
std::string seal(const Key& key, std::string_view text);

// Nothing if seal() did not make it under this key.
std::optional<std::string> unseal(const Key& key, std::string_view sealed);

}  // namespace undersigned::crypto
