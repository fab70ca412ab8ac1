// Two-step sign-in of an account: a code from an app (totp.h) beside the password, or a recovery code.
//
// Turning it on takes a code of the key that was shown, so that nobody is locked out by an app that did not take it.
// The key lies in the database sealed under the server's secret, bound to its account. No code opens twice: what was
// taken is written down before anybody is let in (RFC 6238 5.2).
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

  // A new key for a page to show, sealed for the form that follows: good for this account alone.
  [[nodiscard]] std::string offer(const SignedIn& who) const;
  [[nodiscard]] std::optional<TotpKey> offered(const SignedIn& who, std::string_view offer) const;

  // Turns it on with the key offered, and gives the recovery codes, which nobody can see again. BadToken for an offer
  // that is not good, WrongCode on Field::Code; the store's errors.
  Result<std::vector<std::string>> turn_on(const SignedIn& who, std::string_view offer, std::string_view code,
                                           std::int64_t now_ms);

  // Takes a code of the app or a recovery code. WrongCode on Field::Code; the store's errors. Without a user it takes
  // as long, and is never right.
  Result<SecondFactorMethod> take(const std::optional<store::User>& user, std::string_view code, std::int64_t now_ms);

 private:
  [[nodiscard]] std::optional<TotpKey> key_of(const store::User& user) const;

  store::AccountStore& store_;
  const crypto::Key key_;
  const crypto::Key recovery_key_;
};

}  // namespace undersigned::accounts
