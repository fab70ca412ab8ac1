#include "server/crypto/keyed_hash.h"

#include <sodium.h>

#include "server/crypto/sodium_ready.h"

namespace undersigned::crypto {
namespace {

void add_part(crypto_auth_hmacsha256_state& state, std::string_view part) {
  std::array<unsigned char, 8> length{};
  std::uint64_t rest = part.size();
  for (unsigned char& byte : length) {
    byte = static_cast<unsigned char>(rest & 0xFFU);
    rest >>= 8;
  }
  crypto_auth_hmacsha256_update(&state, length.data(), length.size());
  const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(part.data()));
  crypto_auth_hmacsha256_update(&state, bytes, part.size());
}

}  // namespace

KeyedHash keyed_hash(const Key& key, std::initializer_list<std::string_view> parts) {
  sodium_ready();
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  for (const std::string_view part : parts) add_part(state, part);
  KeyedHash hash{};
  static_assert(sizeof(hash) == crypto_auth_hmacsha256_BYTES);
  crypto_auth_hmacsha256_final(&state, hash.data());
  return hash;
}

}  // namespace undersigned::crypto
