// SqliteStore: users, and their one-time links.
#include <functional>

#include "server/store/sqlite/row_rules.h"
#include "server/store/sqlite/sqlite_store.h"
#include "server/store/sqlite/stored_values.h"

namespace undersigned::store::sqlite {
namespace {

// Nothing if the row is damaged, which is noted.
std::optional<User> user_in(Connection& connection, const Query& row) {
  if (!is_user(row)) {
    connection.damaged().add("user", row.integer(0));
    return {};
  }
  return User{row.integer(0), row.text(1),   row.text(2), enum_of<Role>(row.integer(3)).value(),
              row.text(4),    row.integer(5)};
}

std::optional<User> read_user(Connection& connection, Query& row) {
  if (!row.next()) return {};
  return user_in(connection, row);
}

void insert_user(Connection& connection, std::string_view username, std::string_view password_hash, Role role) {
  connection.query("INSERT INTO user (username, password_hash, role) VALUES (?, ?, ?)")
      .bind(username)
      .bind(password_hash)
      .bind(static_cast<std::int64_t>(role))
      .run();
}

// Owners with a password.
std::int64_t owners(Connection& connection) {
  Query count = connection.query("SELECT count(*) FROM user WHERE role = 0 AND password_hash <> ''");
  count.next();
  return count.integer(0);
}

// Runs `change`, which returns how many users it changed. Rolls back if no owner would be left.
Status keeping_an_owner(Connection& connection, const std::function<int()>& change) {
  const bool any_before = owners(connection) > 0;
  if (change() == 0) return Error{ErrorCode::NotFound};
  if (any_before && owners(connection) == 0) return Error{ErrorCode::Forbidden, Field::Role};
  return Done{};
}

// Ends everything that the old password, or a link to choose one, has opened.
void replace_password(Connection& connection, std::int64_t user_id, std::string_view password_hash) {
  connection.query("UPDATE user SET password_hash = ? WHERE id = ?").bind(password_hash).bind(user_id).run();
  connection.query("DELETE FROM session WHERE user_id = ?").bind(user_id).run();
  connection.query("DELETE FROM password_link WHERE user_id = ?").bind(user_id).run();
}

bool holds_setup_token(Connection& connection, const TokenHash& token_hash, std::int64_t now_ms) {
  Query find = connection.query("SELECT 1 FROM setup_token WHERE token_hash = ? AND expires_ms > ?");
  find.bind_blob(token_hash.data(), token_hash.size()).bind(now_ms);
  return find.next();
}

// The user's id; 0 if the link is not valid.
std::int64_t holder_of_link(Connection& connection, const TokenHash& token_hash, std::int64_t now_ms) {
  Query find = connection.query("SELECT user_id FROM password_link WHERE token_hash = ? AND expires_ms > ?");
  find.bind_blob(token_hash.data(), token_hash.size()).bind(now_ms);
  return find.next() ? find.integer(0) : 0;
}

}  // namespace

Status SqliteStore::add_user(std::string_view username, std::string_view password_hash, Role role) {
  return writer_.run([&](Connection& connection) -> Status {
    insert_user(connection, username, password_hash, role);
    return Done{};
  });
}

Status SqliteStore::set_password(std::int64_t user_id, std::string_view password_hash) {
  return writer_.run([&](Connection& connection) -> Status {
    Query known = connection.query("SELECT 1 FROM user WHERE id = ?");
    known.bind(user_id);
    if (!known.next()) return Error{ErrorCode::NotFound};
    replace_password(connection, user_id, password_hash);
    return Done{};
  });
}

Status SqliteStore::set_role(std::int64_t user_id, Role role) {
  return writer_.run([&](Connection& connection) -> Status {
    return keeping_an_owner(connection, [&] {
      return connection.query("UPDATE user SET role = ? WHERE id = ?")
          .bind(static_cast<std::int64_t>(role))
          .bind(user_id)
          .run();
    });
  });
}

Status SqliteStore::remove_user(std::int64_t user_id) {
  return writer_.run([&](Connection& connection) -> Status {
    connection.note_erased();
    return keeping_an_owner(connection,
                            [&] { return connection.query("DELETE FROM user WHERE id = ?").bind(user_id).run(); });
  });
}

Result<std::vector<User>> SqliteStore::users() {
  return readers_.read([](Connection& connection) -> Result<std::vector<User>> {
    Query row = connection.query(
        "SELECT id, username, password_hash, role, totp_sealed, totp_step FROM user ORDER BY username COLLATE NOCASE");
    std::vector<User> users;
    while (row.next()) {
      if (std::optional<User> user = user_in(connection, row)) users.push_back(*std::move(user));
    }
    return users;
  });
}

Result<std::optional<User>> SqliteStore::user_by_name(std::string_view username) {
  return readers_.read([&](Connection& connection) -> Result<std::optional<User>> {
    Query row = connection.query(
        "SELECT id, username, password_hash, role, totp_sealed, totp_step FROM user WHERE username = ?");
    row.bind(username);
    return read_user(connection, row);
  });
}

Result<std::optional<User>> SqliteStore::user_by_id(std::int64_t user_id) {
  return readers_.read([&](Connection& connection) -> Result<std::optional<User>> {
    Query row =
        connection.query("SELECT id, username, password_hash, role, totp_sealed, totp_step FROM user WHERE id = ?");
    row.bind(user_id);
    return read_user(connection, row);
  });
}

Result<std::size_t> SqliteStore::user_count() {
  return readers_.read([](Connection& connection) -> Result<std::size_t> {
    Query row = connection.query("SELECT count(*) FROM user");
    row.next();
    return static_cast<std::size_t>(row.integer(0));
  });
}

Status SqliteStore::set_setup_token(const TokenHash& token_hash, std::int64_t expires_ms) {
  return writer_.run([&](Connection& connection) -> Status {
    connection.query("INSERT OR REPLACE INTO setup_token (id, token_hash, expires_ms) VALUES (1, ?, ?)")
        .bind_blob(token_hash.data(), token_hash.size())
        .bind(expires_ms)
        .run();
    return Done{};
  });
}

Result<bool> SqliteStore::setup_token_valid(const TokenHash& token_hash, std::int64_t now_ms) {
  return readers_.read(
      [&](Connection& connection) -> Result<bool> { return holds_setup_token(connection, token_hash, now_ms); });
}

Status SqliteStore::add_owner(const TokenHash& token_hash, std::int64_t now_ms, std::string_view username,
                              std::string_view password_hash) {
  return writer_.run([&](Connection& connection) -> Status {
    if (!holds_setup_token(connection, token_hash, now_ms)) return Error{ErrorCode::BadToken};
    insert_user(connection, username, password_hash, Role::Owner);
    connection.query("DELETE FROM setup_token").run();
    return Done{};
  });
}

Status SqliteStore::set_password_link(std::int64_t user_id, const TokenHash& token_hash, std::int64_t expires_ms) {
  return writer_.run([&](Connection& connection) -> Status {
    connection.query("INSERT OR REPLACE INTO password_link (user_id, token_hash, expires_ms) VALUES (?, ?, ?)")
        .bind(user_id)
        .bind_blob(token_hash.data(), token_hash.size())
        .bind(expires_ms)
        .run();
    return Done{};
  });
}

Result<std::optional<User>> SqliteStore::user_of_password_link(const TokenHash& token_hash, std::int64_t now_ms) {
  return readers_.read([&](Connection& connection) -> Result<std::optional<User>> {
    const std::int64_t user_id = holder_of_link(connection, token_hash, now_ms);
    Query row =
        connection.query("SELECT id, username, password_hash, role, totp_sealed, totp_step FROM user WHERE id = ?");
    row.bind(user_id);
    return read_user(connection, row);
  });
}

Status SqliteStore::use_password_link(const TokenHash& token_hash, std::int64_t now_ms,
                                      std::string_view password_hash) {
  return writer_.run([&](Connection& connection) -> Status {
    const std::int64_t user_id = holder_of_link(connection, token_hash, now_ms);
    if (user_id == 0) return Error{ErrorCode::BadToken};
    replace_password(connection, user_id, password_hash);
    return Done{};
  });
}

}  // namespace undersigned::store::sqlite
