#include "server/crypto/short_hash.h"

#include <sodium.h>

#include <cstring>

#include "server/crypto/sodium_ready.h"

namespace undersigned::crypto {

std::uint64_t short_hash(const ShortHashKey& key, std::string_view text) {
  static_assert(sizeof(ShortHashKey) == crypto_shorthash_KEYBYTES);
  static_assert(sizeof(std::uint64_t) == crypto_shorthash_BYTES);
  sodium_ready();
  std::array<unsigned char, crypto_shorthash_BYTES> hash{};
  const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
  crypto_shorthash(hash.data(), bytes, text.size(), key.data());
  std::uint64_t number = 0;
  std::memcpy(&number, hash.data(), sizeof(number));
  return number;
}

}  // namespace undersigned::crypto
