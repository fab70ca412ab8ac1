// Recovery codes: each signs in once instead of the authenticator app (OWASP ASVS 5.0, 6.5: lookup secrets). They have
// 120 random bits, so a keyed hash is enough to store them; the database alone opens nothing.
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

// "8k3m-0wqz-...": six groups of four, without look-alike letters.
std::string make_recovery_code();

// Whether the text can be a code.
bool is_recovery_code(std::string_view typed);

// The hash to store or to look up. Ignores case, blanks and hyphens, and reads O, I and L as digits. Nothing if the
// text cannot be a code. `key` is the key of KeyPurpose::RecoveryCode.
std::optional<store::TokenHash> recovery_code_hash(const crypto::Key& key, std::int64_t user_id,
                                                   std::string_view typed);

}  // namespace undersigned::accounts
