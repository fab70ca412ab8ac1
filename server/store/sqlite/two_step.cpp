// SqliteStore: keys and recovery codes of two-step sign-in.
#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

void forget_recovery_codes(Connection& connection, std::int64_t user_id) {
  connection.query("DELETE FROM recovery_code WHERE user_id = ?").bind(user_id).run();
}

}  // namespace

Status SqliteStore::set_two_step(std::int64_t user_id, std::string_view sealed_key, std::int64_t taken,
                                 const std::vector<TokenHash>& recovery_codes) {
  return writer_.run([&](Connection& connection) -> Status {
    const int changed = connection.query("UPDATE user SET totp_sealed = ?, totp_step = ? WHERE id = ?")
                            .bind_blob(sealed_key.data(), sealed_key.size())
                            .bind(taken)
                            .bind(user_id)
                            .run();
    if (changed == 0) return Error{ErrorCode::NotFound};
    forget_recovery_codes(connection, user_id);
    for (const TokenHash& code : recovery_codes) {
      connection.query("INSERT INTO recovery_code (user_id, code_hash) VALUES (?, ?)")
          .bind(user_id)
          .bind_blob(code.data(), code.size())
          .run();
    }
    return Done{};
  });
}

// The last used step is kept: a code of that step does not work, even with another key.
Status SqliteStore::clear_two_step(std::int64_t user_id) {
  return writer_.run([&](Connection& connection) -> Status {
    const int changed = connection.query("UPDATE user SET totp_sealed = NULL WHERE id = ?").bind(user_id).run();
    if (changed == 0) return Error{ErrorCode::NotFound};
    forget_recovery_codes(connection, user_id);
    return Done{};
  });
}

Result<bool> SqliteStore::two_step_in_use() {
  return readers_.read([](Connection& connection) -> Result<bool> {
    return connection.query("SELECT 1 FROM user WHERE totp_sealed IS NOT NULL LIMIT 1").next();
  });
}

Status SqliteStore::take_two_step(std::int64_t user_id, std::int64_t step) {
  return writer_.run([&](Connection& connection) -> Status {
    const int taken =
        connection.query("UPDATE user SET totp_step = ? WHERE id = ? AND totp_step < ? AND totp_sealed IS NOT NULL")
            .bind(step)
            .bind(user_id)
            .bind(step)
            .run();
    if (taken == 0) return Error{ErrorCode::WrongCode, Field::Code};
    return Done{};
  });
}

Status SqliteStore::take_recovery_code(std::int64_t user_id, const TokenHash& code_hash) {
  return writer_.run([&](Connection& connection) -> Status {
    const int taken = connection.query("DELETE FROM recovery_code WHERE user_id = ? AND code_hash = ?")
                          .bind(user_id)
                          .bind_blob(code_hash.data(), code_hash.size())
                          .run();
    if (taken == 0) return Error{ErrorCode::WrongCode, Field::Code};
    return Done{};
  });
}

Result<std::size_t> SqliteStore::recovery_codes(std::int64_t user_id) {
  return readers_.read([&](Connection& connection) -> Result<std::size_t> {
    Query row = connection.query("SELECT count(*) FROM recovery_code WHERE user_id = ?");
    row.bind(user_id);
    row.next();
    return static_cast<std::size_t>(row.integer(0));
  });
}

}  // namespace undersigned::store::sqlite
