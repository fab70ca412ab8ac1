#include "server/crypto/sha512.h"

#include <sodium.h>

namespace undersigned::crypto {

Sha512 sha512(std::string_view bytes) {
  Sha512 hash{};
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());  // NOLINT(*-reinterpret-cast)
  crypto_hash_sha512(hash.data(), data, bytes.size());
  return hash;
}

}  // namespace undersigned::crypto
