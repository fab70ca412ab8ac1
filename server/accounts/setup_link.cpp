#include "server/accounts/setup_link.h"

#include <optional>

#include "server/accounts/accounts.h"
#include "server/accounts/token.h"
#include "server/crypto/random.h"
#include "server/limits.h"

namespace undersigned::accounts {

Result<std::string> make_setup_token(store::AccountStore& store, std::int64_t now_ms) {
  std::string token = crypto::random_token();
  const Status set = store.set_setup_token(*hash_token(token), now_ms + limits::kSetupLinkMs);
  if (!set) return set.error();
  return token;
}

Result<bool> setup_token_valid(store::AccountStore& store, std::string_view token, std::int64_t now_ms) {
  const std::optional<store::TokenHash> hash = hash_token(token);
  if (!hash) return false;
  return store.setup_token_valid(*hash, now_ms);
}

Status make_owner(store::AccountStore& store, PasswordHasher& hasher, std::string_view token, std::string_view username,
                  std::string_view password, std::int64_t now_ms) {
  const std::optional<store::TokenHash> token_hash = hash_token(token);
  if (!token_hash) return Error{ErrorCode::BadToken};
  const Result<bool> valid = store.setup_token_valid(*token_hash, now_ms);
  if (!valid) return valid.error();
  if (!*valid) return Error{ErrorCode::BadToken};

  if (const Status named = check_username(username); !named) return named.error();
  if (const Status chosen = check_password(username, password); !chosen) return chosen.error();
  const Result<std::string> password_hash = hasher.hash(password);
  if (!password_hash) return password_hash.error();
  const Status added = store.add_owner(*token_hash, now_ms, username, *password_hash);
  if (!added && added.error().code == ErrorCode::Duplicate) return Error{ErrorCode::Duplicate, Field::Username};
  return added;
}

}  // namespace undersigned::accounts
