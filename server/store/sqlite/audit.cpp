// SqliteStore: the audit log.
#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

AuditRow read_row(const Query& row) {
  AuditRow read{row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), {}};
  row.blob(5, read.chain.data(), read.chain.size());
  return read;
}

// The number of the entry that was added last, whether or not it is still there.
std::int64_t last_id(Connection& connection) {
  Query last = connection.query("SELECT seq FROM sqlite_sequence WHERE name = 'audit'");
  return last.next() ? last.integer(0) : 0;
}

AuditChain last_chain(Connection& connection) {
  AuditChain chain{};
  Query last = connection.query("SELECT chain FROM audit ORDER BY id DESC LIMIT 1");
  if (last.next()) last.blob(0, chain.data(), chain.size());
  return chain;
}

}  // namespace

Result<AuditRow> SqliteStore::add_audit(const AuditEntry& entry, const AuditLink& link) {
  AuditRow row{0, entry.time_ms, entry.actor, std::string(audit_action_name(entry.action)), entry.subject, {}};
  const Status added = writer_.run([&](Connection& connection) -> Status {
    row.id = last_id(connection) + 1;
    row.chain = link(row, last_chain(connection));
    connection.query("INSERT INTO audit (id, time_ms, actor, action, subject, chain) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(row.id)
        .bind(row.time_ms)
        .bind(row.actor)
        .bind(row.action)
        .bind(row.subject)
        .bind_blob(row.chain.data(), row.chain.size())
        .run();
    return Done{};
  });
  if (!added) return added.error();
  return row;
}

Result<std::vector<AuditRow>> SqliteStore::audit(std::optional<std::int64_t> before, std::size_t rows) {
  return readers_.read([&](Connection& connection) -> Result<std::vector<AuditRow>> {
    Query row = connection.query(
        "SELECT id, time_ms, actor, action, subject, chain FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?");
    row.bind(before.value_or(INT64_MAX)).bind(static_cast<std::int64_t>(rows));
    std::vector<AuditRow> read;
    while (row.next()) read.push_back(read_row(row));
    return read;
  });
}

Result<AuditCheck> SqliteStore::verify_audit(const AuditLink& link) {
  return readers_.read([&](Connection& connection) -> Result<AuditCheck> {
    AuditCheck check;
    {
      Query row = connection.query("SELECT id, time_ms, actor, action, subject, chain FROM audit ORDER BY id");
      while (check.first_wrong == 0 && row.next()) {
        const AuditRow read = read_row(row);
        const bool right = read.id == check.entries + 1 && read.chain == link(read, check.head);
        if (!right) check.first_wrong = check.entries + 1;
        ++check.entries;
        check.head = read.chain;
      }
    }
    if (check.first_wrong == 0 && last_id(connection) != check.entries) check.first_wrong = check.entries + 1;
    return check;
  });
}

}  // namespace undersigned::store::sqlite
