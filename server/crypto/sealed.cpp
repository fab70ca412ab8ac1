#include "server/crypto/sealed.h"

#include <sodium.h>

#include <cstdint>
#include <vector>

#include "server/crypto/encoding.h"
#include "server/crypto/random.h"
#include "server/crypto/sodium_ready.h"

namespace undersigned::crypto {

std::string seal(const Key& key, std::string_view text) {
  static_assert(sizeof(Key) == crypto_secretbox_KEYBYTES);
  sodium_ready();
  std::vector<std::uint8_t> sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size());
  random_bytes(std::span(sealed).first(crypto_secretbox_NONCEBYTES));
  const auto* bytes = static_cast<const unsigned char*>(static_cast<const void*>(text.data()));
  crypto_secretbox_easy(sealed.data() + crypto_secretbox_NONCEBYTES, bytes, text.size(), sealed.data(), key.data());
  return to_base64url(sealed);
}

std::optional<std::string> unseal(const Key& key, std::string_view sealed) {
  sodium_ready();
  const std::optional<std::vector<std::uint8_t>> bytes = from_base64(sealed);
  if (!bytes || bytes->size() < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) return {};
  std::string text(bytes->size() - crypto_secretbox_NONCEBYTES - crypto_secretbox_MACBYTES, '\0');
  auto* out = static_cast<unsigned char*>(static_cast<void*>(text.data()));
  const int opened = crypto_secretbox_open_easy(out, bytes->data() + crypto_secretbox_NONCEBYTES,
                                                bytes->size() - crypto_secretbox_NONCEBYTES, bytes->data(), key.data());
  if (opened != 0) return {};
  return text;
}

}  // namespace undersigned::crypto
