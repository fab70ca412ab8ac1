#include "server/auth/token.h"

#include <sodium.h>

#include "server/auth/encoding.h"
#include "server/auth/random.h"
#include "server/auth/sodium_ready.h"

namespace undersigned::auth {

std::optional<store::TokenHash> hash_token(std::string_view token) {
  sodium_ready();
  if (token.size() != kTokenChars || !from_base64(token)) return {};
  store::TokenHash hash{};
  static_assert(sizeof(hash) == crypto_hash_sha256_BYTES);
  const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(token.data()));
  crypto_hash_sha256(hash.data(), bytes, token.size());
  return hash;
}

}  // namespace undersigned::auth
