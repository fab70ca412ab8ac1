// The one-time link with which a new user, or one who forgot the password, chooses a password. Valid for
// limits::kSetupLinkMs, until it is used, or until the next one is made for the account. It does not bypass two-step
// sign-in.
//
// Safe from any thread. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/accounts/password.h"
#include "server/store/account_store.h"
#include "shared/result.h"

namespace undersigned::accounts {

// Adds an account without a password. The errors of check_username(); Duplicate if the name is taken, TooMany for more
// than limits::kUsersMax accounts (Field::Username).
Status invite(store::AccountStore& store, std::string_view username, store::Role role);

// Returns the token of a new link. Show it, never log it.
Result<std::string> make_password_link(store::AccountStore& store, std::int64_t user_id, std::int64_t now_ms);

// Nobody if the link is not valid.
Result<std::optional<store::User>> user_of_link(store::AccountStore& store, std::string_view token,
                                                std::int64_t now_ms);

// Sets the password, uses up the link and ends all sessions of the account. BadToken if the link is no longer valid.
// After an error of check_password() the link is still valid.
Status choose_password(store::AccountStore& store, PasswordHasher& hasher, std::string_view token,
                       std::string_view username, std::string_view password, std::int64_t now_ms);

}  // namespace undersigned::accounts
