// SqliteStore: sessions.
#include "server/store/sqlite/row_rules.h"
#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

// Nothing if the row is damaged, which is noted.
std::optional<Session> read_session(Connection& connection, const Query& row) {
  Session session{{}, row.integer(1), row.integer(2), row.integer(3)};
  const bool sound = is_session(row) && row.blob(0, session.token_hash.data(), session.token_hash.size());
  if (sound) return session;
  connection.damaged().add("session", session.user_id);
  return {};
}

}  // namespace

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
    Query row = connection.query("SELECT token_hash, user_id, created_ms, seen_ms FROM session WHERE token_hash = ?");
    row.bind_blob(token_hash.data(), token_hash.size());
    if (!row.next()) return std::optional<Session>();
    return read_session(connection, row);
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

Result<std::vector<Session>> SqliteStore::sessions_of(std::int64_t user_id) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<Session>> {
    Query row = connection.query(
        "SELECT token_hash, user_id, created_ms, seen_ms FROM session WHERE user_id = ? ORDER BY created_ms DESC");
    row.bind(user_id);
    std::vector<Session> sessions;
    while (row.next()) {
      if (const std::optional<Session> session = read_session(connection, row)) sessions.push_back(*session);
    }
    return sessions;
  });
}

Status SqliteStore::end_other_sessions(std::int64_t user_id, const TokenHash& kept) {
  return writer_.run([&](Connection& connection) -> Status {
    connection.query("DELETE FROM session WHERE user_id = ? AND token_hash <> ?")
        .bind(user_id)
        .bind_blob(kept.data(), kept.size())
        .run();
    return Done{};
  });
}

}  // namespace undersigned::store::sqlite
