// The one-time link with which a person whom an owner added, or who forgot the password, chooses one: valid for
// limits::kSetupLinkMs, until it is used, or until the next one is made for that account. It does not open an account
// that has two-step sign-in on: the code is asked for as ever.
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

// Adds an account that nobody can sign in to yet. The errors of check_username(); Duplicate for a name that is taken,
// TooMany for more than limits::kUsersMax (Field::Username).
Status invite(store::AccountStore& store, std::string_view username, store::Role role);

// The token of a new link for the account. Show it, never log it.
Result<std::string> make_password_link(store::AccountStore& store, std::int64_t user_id, std::int64_t now_ms);

// Nobody for a link that is not valid.
Result<std::optional<store::User>> user_of_link(store::AccountStore& store, std::string_view token,
                                                std::int64_t now_ms);

// Sets the password and uses the link up; every session of the account ends. BadToken for a link that is no longer
// valid; the errors of check_password(), after which the link is still good.
Status choose_password(store::AccountStore& store, PasswordHasher& hasher, std::string_view token,
                       std::string_view username, std::string_view password, std::int64_t now_ms);

}  // namespace undersigned::accounts
