// What the page between password and code carries: who may go on with a code, sealed under the server's secret, so that
// nothing is kept for a sign-in that has not happened. It is made for a right password and for a wrong one alike, of
// the same length, and whoever holds it cannot tell which it was.
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
  std::int64_t user_id = 0;          // 0: the password was not right
  std::string password_fingerprint;  // of the account's, so that a new password ends this too
  // Names the user name and password that were typed, right or wrong: what wrong codes are counted under.
  std::string attempt;
  std::string username;  // as typed
};

class SecondFactorTokens {
 public:
  explicit SecondFactorTokens(const crypto::ServerSecret& secret) : key_(secret.key(crypto::KeyPurpose::SecondStep)) {}

  // `user` where the password was right.
  [[nodiscard]] std::string begin(const std::optional<store::User>& user, std::string_view username,
                                  std::string_view password, std::int64_t now_ms) const;

  // Nothing for what begin() has not made, or has made limits::kSecondStepMs ago.
  [[nodiscard]] std::optional<PendingSecondFactor> open(std::string_view sealed, std::int64_t now_ms) const;

  // Whether the account's password is still the one that was typed.
  [[nodiscard]] bool is_still_valid(const PendingSecondFactor& pending, const store::User& user) const;

 private:
  [[nodiscard]] std::string fingerprint(std::string_view password_hash) const;

  const crypto::Key key_;
};

}  // namespace undersigned::accounts
