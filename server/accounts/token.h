// Bearer tokens: session cookies and one-time links. The holder has 256 random bits, the database only their SHA-256
// hash, so that a stolen copy of the database opens no session (OWASP Session Management Cheat Sheet). No salt and no
// slow hash is needed over 256 random bits.
//
// Safe from any thread.
#pragma once

#include <optional>
#include <string_view>

#include "server/store/account_store.h"

namespace undersigned::accounts {

// Nothing for text that random_token() cannot have made, which then needs no look into the database.
std::optional<store::TokenHash> hash_token(std::string_view token);

}  // namespace undersigned::accounts
