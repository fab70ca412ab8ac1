// CSRF tokens as in the OWASP Cross-Site Request Forgery Prevention Cheat Sheet: an HMAC bound to the session, or, on
// forms for visitors (sign-in, set-up), an HMAC bound to a random cookie ("signed double-submit cookie"). Nothing is
// stored. Compared in constant time.
//
// Immutable, safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/crypto/secret.h"
#include "server/store/account_store.h"

namespace undersigned::accounts {

class Csrf {
 public:
  explicit Csrf(const crypto::ServerSecret& secret);

  [[nodiscard]] std::string session_token(const store::TokenHash& session) const;
  [[nodiscard]] bool session_token_matches(const store::TokenHash& session, std::string_view presented) const;

  // `cookie` is a random_token() that the server has set. No other text matches.
  [[nodiscard]] std::string visitor_token(std::string_view cookie) const;
  [[nodiscard]] bool visitor_token_matches(std::string_view cookie, std::string_view presented) const;

 private:
  crypto::Key session_key_;
  crypto::Key visitor_key_;
};

}  // namespace undersigned::accounts
