// Two-step sign-in: a code from an app (totp.h) in addition to the password, or a recovery code.
//
// Turning it on needs a code made with the new key, so that an app that did not take the key locks nobody out. The key
// is stored sealed under the server's secret and bound to its account. No code works twice: its use is stored before
// anybody is let in (RFC 6238 5.2).
//
// Safe from any thread. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/accounts/session.h"
#include "server/accounts/totp.h"
#include "server/crypto/secret.h"
#include "server/store/account_store.h"
#include "shared/result.h"

namespace undersigned::accounts {

enum class SecondFactorMethod : std::uint8_t { App, RecoveryCode };

class TwoStep {
 public:
  // `store` must outlive the object.
  TwoStep(store::AccountStore& store, const crypto::ServerSecret& secret);

  // A new key to show on a page, sealed for the form that follows. Valid only for this account.
  [[nodiscard]] std::string offer(const SignedIn& who) const;
  [[nodiscard]] std::optional<TotpKey> offered(const SignedIn& who, std::string_view offer) const;

  // Turns it on with the offered key and returns the recovery codes, which cannot be shown again. BadToken if the offer
  // is not valid, WrongCode on Field::Code; the store's errors.
  Result<std::vector<std::string>> turn_on(const SignedIn& who, std::string_view offer, std::string_view code,
                                           std::int64_t now_ms);

  // Checks a code of the app or a recovery code. WrongCode on Field::Code; the store's errors. Without a user it takes
  // the same time and is always wrong (timing side channel).
  Result<SecondFactorMethod> take(const std::optional<store::User>& user, std::string_view code, std::int64_t now_ms);

 private:
  [[nodiscard]] std::optional<TotpKey> key_of(const store::User& user) const;

  store::AccountStore& store_;
  const crypto::Key key_;
  const crypto::Key recovery_key_;
};

}  // namespace undersigned::accounts
