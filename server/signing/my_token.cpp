#include "server/signing/my_token.h"

#include <sodium.h>

#include <charconv>

#include "server/crypto/encoding.h"
#include "server/crypto/keyed_hash.h"
#include "server/limits.h"
#include "shared/text/email.h"

namespace undersigned::signing {

std::string MyTokens::make(std::string_view email, std::int64_t opened_ms) const {
  const std::string opened = std::to_string(opened_ms);
  return opened + "-" + crypto::to_base64url(crypto::keyed_hash(key_, {delivery_mailbox(email), opened}));
}

bool MyTokens::opens(std::string_view email, std::string_view presented, std::int64_t now_ms) const {
  std::int64_t opened_ms = 0;
  const auto [end, error] = std::from_chars(presented.data(), presented.data() + presented.size(), opened_ms);
  if (error != std::errc{}) return false;
  const std::string expected = make(email, opened_ms);
  if (presented.size() != expected.size() || sodium_memcmp(expected.data(), presented.data(), expected.size()) != 0) {
    return false;
  }
  return opened_ms <= now_ms && now_ms - opened_ms < limits::kMyPageMs;
}

}  // namespace undersigned::signing
