#include "server/auth/sha384.h"

#include <sodium.h>

#include <algorithm>

namespace undersigned::auth {
namespace {

// FIPS 180-4 5.3.4.
constexpr std::array<std::uint64_t, 8> kInitial{0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17,
                                                0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511,
                                                0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4};

}  // namespace

// SHA-384 is SHA-512 from another beginning, cut short (FIPS 180-4 6.5); libsodium has SHA-512.
Sha384 sha384(std::string_view bytes) {
  crypto_hash_sha512_state state{};
  crypto_hash_sha512_init(&state);
  std::copy(kInitial.begin(), kInitial.end(), state.state);
  // libsodium hashes bytes; text is bytes.
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());  // NOLINT(*-reinterpret-cast)
  crypto_hash_sha512_update(&state, data, bytes.size());
  std::array<std::uint8_t, crypto_hash_sha512_BYTES> whole{};
  crypto_hash_sha512_final(&state, whole.data());
  Sha384 hash{};
  std::copy_n(whole.begin(), hash.size(), hash.begin());
  return hash;
}

}  // namespace undersigned::auth
