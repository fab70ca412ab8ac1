// Recovery codes: what opens an account once, each, when the authenticator app is lost (OWASP ASVS 5.0, 6.5: lookup
// secrets). 120 random bits, so a keyed hash is enough to keep them by; the database alone opens nothing.
//
// Safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/crypto/secret.h"
#include "server/store/account_store.h"

namespace undersigned::accounts {

// "8k3m-0wqz-...": six groups of four, without letters that look alike.
std::string make_recovery_code();

// The hash to keep, or to look for; case, blanks and hyphens do not count, and O, I and L are read as digits. Nothing
// for text that cannot be one. `key` is that of KeyPurpose::RecoveryCode.
std::optional<store::TokenHash> recovery_code_hash(const crypto::Key& key, std::int64_t user_id,
                                                   std::string_view typed);

}  // namespace undersigned::accounts
