#include "server/auth/random.h"

#include <sodium.h>

#include <array>

#include "server/auth/encoding.h"
#include "server/auth/sodium_ready.h"

namespace undersigned::auth {

void random_bytes(std::span<std::uint8_t> out) {
  sodium_ready();
  randombytes_buf(out.data(), out.size());
}

std::string random_public_id() {
  constexpr char kAlphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::array<std::uint8_t, 16> bytes{};
  random_bytes(bytes);

  std::string id;
  id.reserve(kPublicIdChars);
  unsigned buffer = 0;
  unsigned bits = 0;
  for (const std::uint8_t byte : bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      id.push_back(kAlphabet[(buffer >> bits) & 31U]);
    }
  }
  id.push_back(kAlphabet[(buffer << (5 - bits)) & 31U]);
  return id;
}

std::string random_token() {
  std::array<std::uint8_t, 32> bytes{};
  random_bytes(bytes);
  return to_base64url(bytes);
}

}  // namespace undersigned::auth
