// Accounts: users, their links, two-step sign-in and sessions.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/result.h"

namespace undersigned::store {

enum class Role : std::uint8_t { Owner, Organizer, Viewer };

struct User {
  std::int64_t id = 0;
  std::string username;
  std::string password_hash;  // argon2id, PHC string; empty: none chosen yet
  Role role = Role::Viewer;
  std::string two_step_key;         // sealed (accounts/two_step.h); empty: two-step sign-in is off
  std::int64_t two_step_taken = 0;  // the newest time step that a code was taken of
};

// Sessions are kept by the hash of their token, never by the token.
using TokenHash = std::array<std::uint8_t, 32>;

struct Session {
  TokenHash token_hash{};
  std::int64_t user_id = 0;
  std::int64_t created_ms = 0;
  std::int64_t seen_ms = 0;
};

class AccountStore {
 public:
  virtual ~AccountStore() = default;

  // Accounts. add_user() gives Duplicate for a name that is taken.
  virtual Status add_user(std::string_view username, std::string_view password_hash, Role role) = 0;
  virtual Status set_password(std::int64_t user_id, std::string_view password_hash) = 0;  // ends the user's sessions
  virtual Result<std::optional<User>> user_by_name(std::string_view username) = 0;
  virtual Result<std::optional<User>> user_by_id(std::int64_t user_id) = 0;
  virtual Result<std::size_t> user_count() = 0;
  virtual Result<std::vector<User>> users() = 0;  // by name

  // NotFound. Forbidden where nobody would be left who is an owner and has a password. remove_user() ends the sessions.
  virtual Status set_role(std::int64_t user_id, Role role) = 0;
  virtual Status remove_user(std::int64_t user_id) = 0;

  // The one-time link with which somebody chooses a password: one for a user, the newest. use_password_link() sets the
  // password as set_password() does, or gives BadToken for a link that is no longer valid.
  virtual Status set_password_link(std::int64_t user_id, const TokenHash& token_hash, std::int64_t expires_ms) = 0;
  virtual Result<std::optional<User>> user_of_password_link(const TokenHash& token_hash, std::int64_t now_ms) = 0;
  virtual Status use_password_link(const TokenHash& token_hash, std::int64_t now_ms,
                                   std::string_view password_hash) = 0;

  // Two-step sign-in. The codes' hashes take the place of those there were. take_two_step() and take_recovery_code()
  // take what nobody has taken before, and give WrongCode otherwise: a step no later than one that was taken, an
  // unknown hash.
  virtual Status set_two_step(std::int64_t user_id, std::string_view sealed_key, std::int64_t taken,
                              const std::vector<TokenHash>& recovery_codes) = 0;
  virtual Status clear_two_step(std::int64_t user_id) = 0;
  virtual Result<bool> two_step_in_use() = 0;  // by anybody
  virtual Status take_two_step(std::int64_t user_id, std::int64_t step) = 0;
  virtual Status take_recovery_code(std::int64_t user_id, const TokenHash& code_hash) = 0;
  virtual Result<std::size_t> recovery_codes(std::int64_t user_id) = 0;  // that are left

  virtual Status add_session(const Session& session) = 0;
  virtual Result<std::optional<Session>> session(const TokenHash& token_hash) = 0;
  virtual Status touch_session(const TokenHash& token_hash, std::int64_t seen_ms) = 0;
  virtual Result<std::vector<Session>> sessions_of(std::int64_t user_id) = 0;  // the newest first
  virtual Status end_session(const TokenHash& token_hash) = 0;
  virtual Status end_other_sessions(std::int64_t user_id, const TokenHash& kept) = 0;
  virtual Status end_sessions_before(std::int64_t created_before_ms, std::int64_t seen_before_ms) = 0;

  // The one-time link that makes the owner's account: at most one is valid. add_owner() uses it up and adds the account
  // in one transaction, or does neither: BadToken for a link that is no longer valid, Duplicate for a name that is
  // taken.
  virtual Status set_setup_token(const TokenHash& token_hash, std::int64_t expires_ms) = 0;
  virtual Result<bool> setup_token_valid(const TokenHash& token_hash, std::int64_t now_ms) = 0;
  virtual Status add_owner(const TokenHash& token_hash, std::int64_t now_ms, std::string_view username,
                           std::string_view password_hash) = 0;
};

}  // namespace undersigned::store
