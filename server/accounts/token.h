// Bearer tokens: session cookies and one-time links. The holder has 256 random bits; the database stores only their
// SHA-256 hash, so a stolen database opens no session (OWASP Session Management Cheat Sheet). With 256 random bits,
// neither a salt nor a slow hash is needed.
//
// Safe from any thread.
#pragma once

#include <optional>
#include <string_view>

#include "server/store/account_store.h"

namespace undersigned::accounts {

// Nothing if random_token() cannot have made the text. Then no lookup is needed.
std::optional<store::TokenHash> hash_token(std::string_view token);

}  // namespace undersigned::accounts
