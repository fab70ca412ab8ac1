// Accounts of organizers: making one, logging in, and the one-time link that makes the owner's.
//
// Safe from any thread. These hash passwords: see password.h on where to call them. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/accounts/login_throttle.h"
#include "server/accounts/password.h"
#include "server/accounts/second_step.h"
#include "server/accounts/two_step.h"
#include "server/limits.h"
#include "server/store/account_store.h"
#include "shared/result.h"

namespace undersigned::accounts {

// 1 to limits::kUsernameBytesMax of ASCII letters, digits and . _ - @; Field::Username otherwise. Letter case does not
// tell two names apart.
Status check_username(std::string_view username);

// The errors of check_username() and check_password(); Duplicate (Field::Username) for a name that is taken.
Status add_account(store::AccountStore& store, PasswordHasher& hasher, std::string_view username,
                   std::string_view password, store::Role role);

// Chooses another password for an account. BadCredentials on Field::Password where `old_password` is not its password;
// the errors of check_password() on Field::NewPassword; Busy, StorageFailed. Every session of the account ends.
Status change_password(store::AccountStore& store, PasswordHasher& hasher, const store::User& user,
                       std::string_view old_password, std::string_view new_password);

struct LoginAttempt {
  std::string_view username;
  std::string_view password;
  std::string_view address;  // of the client
};

// A user whose two_step_key is not empty is not signed in by the password alone: take_code() has to follow.
struct LoginOutcome {
  Result<store::User> user = Error{ErrorCode::BadCredentials};
  std::string account{};  // whose name was typed, also beside a wrong password; not for the client to know
};

// For an attempt that the throttle has admitted. BadCredentials says the same, after the same time, for an unknown name
// and a wrong password. Busy, StorageFailed.
LoginOutcome log_in(store::AccountStore& store, PasswordHasher& hasher, LoginThrottle& throttle,
                    const LoginAttempt& attempt, std::int64_t now_ms);

struct CodeAttempt {
  std::string_view code;
  std::string_view address;  // of the client
};

struct CodeOutcome {
  Result<store::User> user = Error{ErrorCode::WrongCode, Field::Code};
  SecondFactorMethod by = SecondFactorMethod::App;
  std::int64_t retry_after_ms = 0;  // with TooManyRequests
  std::string account{};            // as at LoginOutcome
};

// The second step. WrongCode says the same, after the same time, where the password was wrong already.
CodeOutcome take_code(store::AccountStore& store, TwoStep& two_step, const SecondFactorTokens& second_steps,
                      LoginThrottle& throttle, const PendingSecondFactor& pending, const CodeAttempt& attempt,
                      std::int64_t now_ms);

}  // namespace undersigned::accounts
