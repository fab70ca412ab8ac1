#include "server/accounts/password_link.h"

#include "server/accounts/accounts.h"
#include "server/accounts/token.h"
#include "server/crypto/random.h"
#include "server/limits.h"

namespace undersigned::accounts {

Status invite(store::AccountStore& store, std::string_view username, store::Role role) {
  if (const Status named = check_username(username); !named) return named.error();
  const Result<std::size_t> users = store.user_count();
  if (!users) return users.error();
  if (*users >= limits::kUsersMax) return Error{ErrorCode::TooMany, Field::Username};
  const Status added = store.add_user(username, "", role);
  if (!added && added.error().code == ErrorCode::Duplicate) return Error{ErrorCode::Duplicate, Field::Username};
  return added;
}

Result<std::string> make_password_link(store::AccountStore& store, std::int64_t user_id, std::int64_t now_ms) {
  std::string token = crypto::random_token();
  const Status set = store.set_password_link(user_id, *hash_token(token), now_ms + limits::kSetupLinkMs);
  if (!set) return set.error();
  return token;
}

Result<std::optional<store::User>> user_of_link(store::AccountStore& store, std::string_view token,
                                                std::int64_t now_ms) {
  const std::optional<store::TokenHash> hash = hash_token(token);
  if (!hash) return std::optional<store::User>();
  return store.user_of_password_link(*hash, now_ms);
}

Status choose_password(store::AccountStore& store, PasswordHasher& hasher, std::string_view token,
                       std::string_view username, std::string_view password, std::int64_t now_ms) {
  const std::optional<store::TokenHash> hash = hash_token(token);
  if (!hash) return Error{ErrorCode::BadToken};
  if (const Status good = check_password(username, password); !good) return good.error();
  const Result<std::string> password_hash = hasher.hash(password);
  if (!password_hash) return password_hash.error();
  return store.use_password_link(*hash, now_ms, *password_hash);
}

}  // namespace undersigned::accounts
