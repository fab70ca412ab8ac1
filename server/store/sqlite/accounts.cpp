// SqliteStore: users, sessions and the set-up link.
#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

std::optional<User> read_user(Query& row) {
  if (!row.next()) return {};
  return User{row.integer(0), row.text(1), row.text(2), static_cast<Role>(row.integer(3))};
}

void insert_user(Connection& connection, std::string_view username, std::string_view password_hash, Role role) {
  connection.query("INSERT INTO user (username, password_hash, role) VALUES (?, ?, ?)")
      .bind(username)
      .bind(password_hash)
      .bind(static_cast<std::int64_t>(role))
      .run();
}

bool holds_setup_token(Connection& connection, const TokenHash& token_hash, std::int64_t now_ms) {
  Query find = connection.query("SELECT 1 FROM setup_token WHERE token_hash = ? AND expires_ms > ?");
  find.bind_blob(token_hash.data(), token_hash.size()).bind(now_ms);
  return find.next();
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
    const int changed =
        connection.query("UPDATE user SET password_hash = ? WHERE id = ?").bind(password_hash).bind(user_id).run();
    if (changed == 0) return Error{ErrorCode::NotFound};
    connection.query("DELETE FROM session WHERE user_id = ?").bind(user_id).run();
    return Done{};
  });
}

Result<std::optional<User>> SqliteStore::user_by_name(std::string_view username) {
  return readers_.read([&](Connection& connection) -> Result<std::optional<User>> {
    Query row = connection.query("SELECT id, username, password_hash, role FROM user WHERE username = ?");
    row.bind(username);
    return read_user(row);
  });
}

Result<std::optional<User>> SqliteStore::user_by_id(std::int64_t user_id) {
  return readers_.read([&](Connection& connection) -> Result<std::optional<User>> {
    Query row = connection.query("SELECT id, username, password_hash, role FROM user WHERE id = ?");
    row.bind(user_id);
    return read_user(row);
  });
}

Result<std::size_t> SqliteStore::user_count() {
  return readers_.read([](Connection& connection) -> Result<std::size_t> {
    Query row = connection.query("SELECT count(*) FROM user");
    row.next();
    return static_cast<std::size_t>(row.integer(0));
  });
}

Status SqliteStore::add_session(const Session& session) {
  return writer_.run([&](Connection& connection) -> Status {
    connection.query("INSERT INTO session (token_hash, user_id, created_ms, seen_ms) VALUES (?, ?, ?, ?)")
        .bind_blob(session.token_hash.data(), session.token_hash.size())
        .bind(session.user_id)
        .bind(session.created_ms)
        .bind(session.seen_ms)
        .run();
    return Done{};
  });
}

Result<std::optional<Session>> SqliteStore::session(const TokenHash& token_hash) {
  return readers_.read([&](Connection& connection) -> Result<std::optional<Session>> {
    Query row = connection.query("SELECT user_id, created_ms, seen_ms FROM session WHERE token_hash = ?");
    row.bind_blob(token_hash.data(), token_hash.size());
    std::optional<Session> session;
    if (row.next()) session = Session{token_hash, row.integer(0), row.integer(1), row.integer(2)};
    return session;
  });
}

Status SqliteStore::touch_session(const TokenHash& token_hash, std::int64_t seen_ms) {
  return writer_.run([&](Connection& connection) -> Status {
    connection.query("UPDATE session SET seen_ms = max(seen_ms, ?) WHERE token_hash = ?")
        .bind(seen_ms)
        .bind_blob(token_hash.data(), token_hash.size())
        .run();
    return Done{};
  });
}

Status SqliteStore::end_session(const TokenHash& token_hash) {
  return writer_.run([&](Connection& connection) -> Status {
    connection.query("DELETE FROM session WHERE token_hash = ?").bind_blob(token_hash.data(), token_hash.size()).run();
    return Done{};
  });
}

Status SqliteStore::end_sessions_before(std::int64_t created_before_ms, std::int64_t seen_before_ms) {
  return writer_.run([&](Connection& connection) -> Status {
    connection.query("DELETE FROM session WHERE created_ms < ? OR seen_ms < ?")
        .bind(created_before_ms)
        .bind(seen_before_ms)
        .run();
    return Done{};
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

}  // namespace undersigned::store::sqlite
