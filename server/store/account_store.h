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
  std::int64_t two_step_taken = 0;  // the newest time step whose code was used
};

// Sessions are stored by the hash of their token, never by the token.
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

  // NotFound; Forbidden if no owner with a password would be left. remove_user() ends the user's sessions.
  virtual Status set_role(std::int64_t user_id, Role role) = 0;
  virtual Status remove_user(std::int64_t user_id) = 0;

  // The one-time link with which somebody chooses a password. Each user has at most one: the newest.
  // use_password_link() sets the password as set_password() does; BadToken if the link is no longer valid.
  virtual Status set_password_link(std::int64_t user_id, const TokenHash& token_hash, std::int64_t expires_ms) = 0;
  virtual Result<std::optional<User>> user_of_password_link(const TokenHash& token_hash, std::int64_t now_ms) = 0;
  virtual Status use_password_link(const TokenHash& token_hash, std::int64_t now_ms,
                                   std::string_view password_hash) = 0;

  // Two-step sign-in. set_two_step() replaces the hashes of the recovery codes. take_two_step() accepts a time step
  // later than every one used before, take_recovery_code() a hash that is stored; each only once. WrongCode otherwise.
  virtual Status set_two_step(std::int64_t user_id, std::string_view sealed_key, std::int64_t taken,
                              const std::vector<TokenHash>& recovery_codes) = 0;
  virtual Status clear_two_step(std::int64_t user_id) = 0;
  virtual Result<bool> two_step_in_use() = 0;  // by any user
  virtual Status take_two_step(std::int64_t user_id, std::int64_t step) = 0;
  virtual Status take_recovery_code(std::int64_t user_id, const TokenHash& code_hash) = 0;
  virtual Result<std::size_t> recovery_codes(std::int64_t user_id) = 0;  // not used yet

  virtual Status add_session(const Session& session) = 0;
  virtual Result<std::optional<Session>> session(const TokenHash& token_hash) = 0;
  virtual Status touch_session(const TokenHash& token_hash, std::int64_t seen_ms) = 0;
  virtual Result<std::vector<Session>> sessions_of(std::int64_t user_id) = 0;  // the newest first
  virtual Status end_session(const TokenHash& token_hash) = 0;
  virtual Status end_other_sessions(std::int64_t user_id, const TokenHash& kept) = 0;
  virtual Status end_sessions_before(std::int64_t created_before_ms, std::int64_t seen_before_ms) = 0;

  // The one-time link that creates the owner's account. At most one is valid. add_owner() uses the link and adds the
  // account in one transaction, or does neither: BadToken if the link is no longer valid, Duplicate if the name is
  // taken.
  virtual Status set_setup_token(const TokenHash& token_hash, std::int64_t expires_ms) = 0;
  virtual Result<bool> setup_token_valid(const TokenHash& token_hash, std::int64_t now_ms) = 0;
  virtual Status add_owner(const TokenHash& token_hash, std::int64_t now_ms, std::string_view username,
                           std::string_view password_hash) = 0;
};

}  // namespace undersigned::store
