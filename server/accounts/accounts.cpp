#include "server/accounts/accounts.h"

#include <algorithm>
#include <optional>

#include "server/limits.h"

namespace undersigned::accounts {
namespace {

bool may_be_in_username(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
         c == '-' || c == '@';
}

}  // namespace

Status check_username(std::string_view username) {
  if (username.empty()) return Error{ErrorCode::Required, Field::Username};
  if (username.size() > limits::kUsernameBytesMax) return Error{ErrorCode::TooLong, Field::Username};
  if (!std::all_of(username.begin(), username.end(), may_be_in_username)) {
    return Error{ErrorCode::BadCharacter, Field::Username};
  }
  return Done{};
}

Status add_account(store::AccountStore& store, PasswordHasher& hasher, std::string_view username,
                   std::string_view password, store::Role role) {
  if (const Status named = check_username(username); !named) return named.error();
  if (const Status chosen = check_password(username, password); !chosen) return chosen.error();
  const Result<std::string> hash = hasher.hash(password);
  if (!hash) return hash.error();
  const Status added = store.add_user(username, *hash, role);
  if (!added && added.error().code == ErrorCode::Duplicate) return Error{ErrorCode::Duplicate, Field::Username};
  return added;
}

Status change_password(store::AccountStore& store, PasswordHasher& hasher, const store::User& user,
                       std::string_view old_password, std::string_view new_password) {
  if (const Status good = check_password(user.username, new_password); !good) {
    return Error{good.error().code, Field::NewPassword};
  }
  const Result<bool> right = hasher.verify(user.password_hash, old_password);
  if (!right) return right.error();
  if (!*right) return Error{ErrorCode::BadCredentials, Field::Password};
  const Result<std::string> hash = hasher.hash(new_password);
  if (!hash) return hash.error();
  return store.set_password(user.id, *hash);
}

LoginOutcome log_in(store::AccountStore& store, PasswordHasher& hasher, LoginThrottle& throttle,
                    const LoginAttempt& attempt, std::int64_t now_ms) {
  std::optional<store::User> user;
  if (check_username(attempt.username)) {
    Result<std::optional<store::User>> found = store.user_by_name(attempt.username);
    if (!found) return {found.error()};
    user = std::move(found).value();
  }
  const bool has_password = user && !user->password_hash.empty();
  const std::optional<std::string> hash = has_password ? std::optional(user->password_hash) : std::nullopt;
  const Result<bool> right = hasher.verify(hash, attempt.password);
  const std::string account = user ? user->username : std::string();
  if (!right) return {right.error(), account};
  if (!*right) return {Error{ErrorCode::BadCredentials}, account};
  if (user->two_step_key.empty()) throttle.succeeded(attempt.username, attempt.address, now_ms);
  return {*user, account};
}

CodeOutcome take_code(store::AccountStore& store, TwoStep& two_step, const SecondFactorTokens& second_steps,
                      LoginThrottle& throttle, const PendingSecondFactor& pending, const CodeAttempt& attempt,
                      std::int64_t now_ms) {
  CodeOutcome outcome;
  outcome.retry_after_ms = throttle.admit_code(pending.attempt, now_ms);
  if (outcome.retry_after_ms > 0) {
    outcome.user = Error{ErrorCode::TooManyRequests};
    return outcome;
  }
  Result<std::optional<store::User>> found = store.user_by_id(pending.user_id);
  if (!found) {
    outcome.user = found.error();
    return outcome;
  }
  std::optional<store::User> user = std::move(found).value();
  if (user && (!second_steps.is_still_valid(pending, *user) || user->two_step_key.empty())) user.reset();
  if (user) outcome.account = user->username;
  const Result<SecondFactorMethod> taken = two_step.take(user, attempt.code, now_ms);
  if (!taken) {
    outcome.user = taken.error();
    return outcome;
  }
  throttle.code_succeeded(pending.attempt);
  throttle.succeeded(pending.username, attempt.address, now_ms);
  outcome.user = *user;
  outcome.by = *taken;
  return outcome;
}

}  // namespace undersigned::accounts
