// The one-time link that makes the owner's account: printed by the first `serve` on an empty folder, so that there is
// no default password. Valid for limits::kSetupLinkMs, until it is used, or until the next one is made.
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

// The token of a new link. Print it, never log it.
Result<std::string> make_setup_token(store::AccountStore& store, std::int64_t now_ms);

Result<bool> setup_token_valid(store::AccountStore& store, std::string_view token, std::int64_t now_ms);

// Makes the owner's account and uses the link up. BadToken for a link that is no longer valid; the errors of
// add_account(), after which the link is still good.
Status make_owner(store::AccountStore& store, PasswordHasher& hasher, std::string_view token, std::string_view username,
                  std::string_view password, std::int64_t now_ms);

}  // namespace undersigned::accounts
