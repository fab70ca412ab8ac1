// The one-time link that creates the owner's account. The first `serve` in an empty folder prints it, so there is no
// default password. Valid for limits::kSetupLinkMs, until it is used, or until the next one is made.
//
// Safe from any thread. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/accounts/password.h"
#include "server/store/account_store.h"
#include "shared/result.h"

namespace undersigned::accounts {

// Returns the token of a new link. Print it, never log it.
Result<std::string> make_setup_token(store::AccountStore& store, std::int64_t now_ms);

Result<bool> setup_token_valid(store::AccountStore& store, std::string_view token, std::int64_t now_ms);

// Creates the owner's account and uses up the link. BadToken if the link is no longer valid. After an error of
// add_account() it is still valid.
Status make_owner(store::AccountStore& store, PasswordHasher& hasher, std::string_view token, std::string_view username,
                  std::string_view password, std::int64_t now_ms);

}  // namespace undersigned::accounts
