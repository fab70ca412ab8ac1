// Text sealed under a key of the server's secret: nobody else can read it, make it or change it (libsodium's secretbox,
// XSalsa20-Poly1305, with a random nonce each time). For keys that lie in the database, and for what a page carries
// from one form to the next.
//
// Safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/crypto/secret.h"

namespace undersigned::crypto {

// URL-safe base64. As long as `text`, for one length always the same.
std::string seal(const Key& key, std::string_view text);

// Nothing for what seal() has not made under this key.
std::optional<std::string> unseal(const Key& key, std::string_view sealed);

}  // namespace undersigned::crypto
