// SqliteStore: the audit log.
#include <algorithm>

#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

AuditRow read_row(const Query& row) {
  AuditRow read{row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), {}};
  row.blob(5, read.chain.data(), read.chain.size());
  return read;
}

// Stored separately from the entries: how many there are, and a seal over the chain of the last.
struct End {
  bool is_there = false;
  std::int64_t entries = 0;
  bool sealed = false;
  AuditChain seal{};
};

// The last entry in the table.
struct Last {
  std::int64_t id = 0;
  AuditChain chain{};
};

End find_end(Connection& connection) {
  Query row = connection.query("SELECT entries, seal FROM audit_end");
  if (!row.next()) return {};
  End end{true, row.integer(0), false, {}};
  end.sealed = row.blob(1, end.seal.data(), end.seal.size());
  return end;
}

Last find_last(Connection& connection) {
  Last last;
  Query row = connection.query("SELECT id, chain FROM audit ORDER BY id DESC LIMIT 1");
  if (!row.next()) return last;
  last.id = row.integer(0);
  row.blob(1, last.chain.data(), last.chain.size());
  return last;
}

// No entry has this action, so no entry's chain can be used as a seal.
AuditChain seal_of(const AuditLink& link, const Last& last) {
  return link({last.id, 0, {}, "end_of_log", {}, {}}, last.chain);
}

bool fits(const End& end, const Last& last, const AuditLink& link) {
  if (!end.is_there) return last.id == 0;
  if (end.entries != last.id) return false;
  return !end.sealed || end.seal == seal_of(link, last);
}

// The number of the entry added last, whether or not it still exists.
std::int64_t last_number(Connection& connection, const End& end) {
  Query row = connection.query("SELECT seq FROM sqlite_sequence WHERE name = 'audit'");
  return std::max(row.next() ? row.integer(0) : 0, end.entries);
}

// Does not seal over a gap: a missing entry must stay noticeable.
AuditRow insert_entry(Connection& connection, AuditRow row, const AuditLink& link) {
  const End end = find_end(connection);
  const Last last = find_last(connection);
  row.id = last_number(connection, end) + 1;
  row.chain = link(row, last.chain);
  connection.query("INSERT INTO audit (id, time_ms, actor, action, subject, chain) VALUES (?, ?, ?, ?, ?, ?)")
      .bind(row.id)
      .bind(row.time_ms)
      .bind(row.actor)
      .bind(row.action)
      .bind(row.subject)
      .bind_blob(row.chain.data(), row.chain.size())
      .run();
  if (!fits(end, last, link)) return row;
  const AuditChain seal = seal_of(link, {row.id, row.chain});
  connection.query("INSERT OR REPLACE INTO audit_end (id, entries, seal) VALUES (1, ?, ?)")
      .bind(row.id)
      .bind_blob(seal.data(), seal.size())
      .run();
  return row;
}

}  // namespace

Result<AuditRow> SqliteStore::add_audit(const AuditEntry& entry, const AuditLink& link) {
  AuditRow row{0, entry.time_ms, entry.actor, std::string(audit_action_name(entry.action)), entry.subject, {}};
  const Status added = writer_.run([&](Connection& connection) -> Status {
    row = insert_entry(connection, row, link);
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
    SQLite::Transaction snapshot(connection.database());
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
    const End end = find_end(connection);
    check.end = end.is_there && !end.sealed ? AuditEnd::Unsealed : AuditEnd::Sealed;
    const bool whole = last_number(connection, end) == check.entries && fits(end, {check.entries, check.head}, link);
    if (check.first_wrong == 0 && !whole) check.first_wrong = check.entries + 1;
    return check;
  });
}

}  // namespace undersigned::store::sqlite
