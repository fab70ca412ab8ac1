// Accounts of organizers: creating them, signing in, changing passwords.
//
// Safe from any thread. These functions hash passwords: see password.h on where to call them. Times are UTC
// milliseconds.
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

// 1 to limits::kUsernameBytesMax ASCII letters, digits and . _ - @; otherwise an error on Field::Username. Names that
// differ only in letter case are the same.
Status check_username(std::string_view username);

// The errors of check_username() and check_password(); Duplicate (Field::Username) if the name is taken.
Status add_account(store::AccountStore& store, PasswordHasher& hasher, std::string_view username,
                   std::string_view password, store::Role role);

// Replaces the password of an account and ends all its sessions. Errors: BadCredentials on Field::Password if
// `old_password` is wrong; those of check_password() on Field::NewPassword; Busy, StorageFailed.
Status change_password(store::AccountStore& store, PasswordHasher& hasher, const store::User& user,
                       std::string_view old_password, std::string_view new_password);

struct LoginAttempt {
  std::string_view username;
  std::string_view password;
  std::string_view address;  // of the client
};

// A user with a two_step_key is not signed in yet: take_code() has to follow.
struct LoginOutcome {
  Result<store::User> user = Error{ErrorCode::BadCredentials};
  std::string account{};  // whose name was typed, even if the password was wrong; never shown to the client
};

// Call it only if the throttle has admitted the attempt. BadCredentials, after the same time, for an unknown name and
// for a wrong password. Busy, StorageFailed.
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
  std::string account{};            // as in LoginOutcome
};

// The second step. If the password was wrong, the result is WrongCode after the same time as for a wrong code.
CodeOutcome take_code(store::AccountStore& store, TwoStep& two_step, const SecondFactorTokens& second_steps,
                      LoginThrottle& throttle, const PendingSecondFactor& pending, const CodeAttempt& attempt,
                      std::int64_t now_ms);

}  // namespace undersigned::accounts
