#include "server/accounts/csrf.h"

#include <sodium.h>

#include <array>
#include <span>

#include "server/accounts/token.h"
#include "server/crypto/encoding.h"
#include "server/crypto/sodium_ready.h"

namespace undersigned::accounts {
namespace {

std::string mac_text(const crypto::Key& key, std::span<const std::uint8_t> message) {
  crypto::sodium_ready();
  std::array<std::uint8_t, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256(mac.data(), message.data(), message.size(), key.data());
  return crypto::to_base64url(mac);
}

bool same_text(std::string_view expected, std::string_view presented) {
  if (expected.size() != presented.size()) return false;
  return sodium_memcmp(expected.data(), presented.data(), expected.size()) == 0;
}

}  // namespace

Csrf::Csrf(const crypto::ServerSecret& secret)
    : session_key_(secret.key(crypto::KeyPurpose::SessionCsrf)),
      visitor_key_(secret.key(crypto::KeyPurpose::VisitorCsrf)) {}

std::string Csrf::session_token(const store::TokenHash& session) const {
  return mac_text(session_key_, session);
}

bool Csrf::session_token_matches(const store::TokenHash& session, std::string_view presented) const {
  return same_text(session_token(session), presented);
}

std::string Csrf::visitor_token(std::string_view cookie) const {
  const auto* bytes = static_cast<const std::uint8_t*>(static_cast<const void*>(cookie.data()));
  return mac_text(visitor_key_, std::span(bytes, cookie.size()));
}

bool Csrf::visitor_token_matches(std::string_view cookie, std::string_view presented) const {
  return hash_token(cookie).has_value() && same_text(visitor_token(cookie), presented);
}

}  // namespace undersigned::accounts
