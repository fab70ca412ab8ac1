#include "server/accounts/token.h"

#include <sodium.h>

#include "server/crypto/encoding.h"
#include "server/crypto/random.h"
#include "server/crypto/sodium_ready.h"

namespace undersigned::accounts {

std::optional<store::TokenHash> hash_token(std::string_view token) {
  crypto::sodium_ready();
  if (token.size() != crypto::kTokenChars || !crypto::from_base64(token)) return {};
  store::TokenHash hash{};
  static_assert(sizeof(hash) == crypto_hash_sha256_BYTES);
  const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(token.data()));
  crypto_hash_sha256(hash.data(), bytes, token.size());
  return hash;
}

}  // namespace undersigned::accounts
