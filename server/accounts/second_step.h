// The token that a page carries between password and code: who may continue, sealed under the server's secret. So the
// server stores nothing for an unfinished sign-in. A token for a right password and one for a wrong password have the
// same length, and nobody can tell them apart.
//
// Pure and safe to call from any thread. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/crypto/secret.h"
#include "server/store/account_store.h"

namespace undersigned::accounts {

struct PendingSecondFactor {
  std::int64_t user_id = 0;          // 0: the password was wrong
  std::string password_fingerprint;  // so that a new password ends this, too
  // Identifies the typed user name and password, right or wrong. Wrong codes are counted under it.
  std::string attempt;
  std::string username;  // as typed
};

class SecondFactorTokens {
 public:
  explicit SecondFactorTokens(const crypto::ServerSecret& secret) : key_(secret.key(crypto::KeyPurpose::SecondStep)) {}

  // Give `user` only if the password was right.
  [[nodiscard]] std::string begin(const std::optional<store::User>& user, std::string_view username,
                                  std::string_view password, std::int64_t now_ms) const;

  // Nothing if begin() did not make it, or made it longer than limits::kSecondStepMs ago.
  [[nodiscard]] std::optional<PendingSecondFactor> open(std::string_view sealed, std::int64_t now_ms) const;

  // Whether the account still has the password that was typed.
  [[nodiscard]] bool is_still_valid(const PendingSecondFactor& pending, const store::User& user) const;

 private:
  [[nodiscard]] std::string fingerprint(std::string_view password_hash) const;

  const crypto::Key key_;
};

}  // namespace undersigned::accounts
