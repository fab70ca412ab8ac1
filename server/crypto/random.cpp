#include "server/crypto/random.h"

#include <sodium.h>

#include <array>

#include "server/crypto/encoding.h"
#include "server/crypto/sodium_ready.h"

namespace undersigned::crypto {

void random_bytes(std::span<std::uint8_t> out) {
  sodium_ready();
  randombytes_buf(out.data(), out.size());
}

std::string random_public_id() {
  std::array<std::uint8_t, 16> bytes{};
  random_bytes(bytes);
  return to_base32(bytes);
}

std::string random_token() {
  std::array<std::uint8_t, 32> bytes{};
  random_bytes(bytes);
  return to_base64url(bytes);
}

}  // namespace undersigned::crypto
