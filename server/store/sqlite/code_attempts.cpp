#include "server/store/sqlite/code_attempts.h"

#include "server/limits.h"
#include "server/store/sqlite/row_rules.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 60 * 60 * 1000;

}  // namespace

bool may_try_code(Connection& connection, const MailboxKey& mailbox, std::int64_t now_ms) {
  Query find = connection.query("SELECT attempts, day, mailbox FROM code_attempts WHERE day = ? AND mailbox = ?");
  find.bind(now_ms / kDayMs).bind_blob(mailbox.data(), mailbox.size());
  if (!find.next()) return true;
  if (is_code_attempts(find)) return find.integer(0) < limits::kWrongCodesPerMailboxMax;
  connection.damaged().add("code_attempts", now_ms / kDayMs);
  return false;
}

void count_wrong_code(Connection& connection, const MailboxKey& mailbox, std::int64_t now_ms) {
  connection
      .query(
          "INSERT INTO code_attempts (day, mailbox, attempts) VALUES (?, ?, 1)"
          " ON CONFLICT (day, mailbox) DO UPDATE SET attempts = attempts + 1")
      .bind(now_ms / kDayMs)
      .bind_blob(mailbox.data(), mailbox.size())
      .run();
}

void delete_old_code_attempts(Connection& connection, std::int64_t now_ms) {
  connection.query("DELETE FROM code_attempts WHERE day < ?").bind(now_ms / kDayMs).run();
}

}  // namespace undersigned::store::sqlite
