// SqliteStore: the audit log.
#include <algorithm>
#include <cstring>

#include "server/store/sqlite/audit_seal.h"
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

// The number of the entry added last, whether or not it still exists.
std::int64_t last_number(Connection& connection, const End& end) {
  Query row = connection.query("SELECT seq FROM sqlite_sequence WHERE name = 'audit'");
  return std::max(row.next() ? row.integer(0) : 0, end.entries);
}

// Never used, as in a new database. Whoever has an account has left an entry.
bool is_unused(Connection& connection, const End& end, const Last& last) {
  if (end.is_there || last.id != 0 || last_number(connection, end) != 0) return false;
  return !connection.query("SELECT 1 FROM user LIMIT 1").next();
}

bool fits(Connection& connection, const End& end, const Last& last, const AuditLink& link) {
  if (!end.is_there) return is_unused(connection, end, last);
  return end.entries == last.id && end.sealed && end.seal == seal_of(link, last);
}

void write_seal(Connection& connection, const Last& last, const AuditLink& link) {
  const AuditChain seal = seal_of(link, last);
  connection.query("INSERT OR REPLACE INTO audit_end (id, entries, seal) VALUES (1, ?, ?)")
      .bind(last.id)
      .bind_blob(seal.data(), seal.size())
      .run();
}

}  // namespace

AuditRow append_audit(Connection& connection, const AuditEntry& entry, const AuditLink& link) {
  const End end = find_end(connection);
  const Last last = find_last(connection);
  const bool whole = fits(connection, end, last, link);
  AuditRow row{last_number(connection, end) + 1,
               entry.time_ms,
               entry.actor,
               std::string(audit_action_name(entry.action)),
               entry.subject,
               {}};
  row.chain = link(row, last.chain);
  connection.query("INSERT INTO audit (id, time_ms, actor, action, subject, chain) VALUES (?, ?, ?, ?, ?, ?)")
      .bind(row.id)
      .bind(row.time_ms)
      .bind(row.actor)
      .bind(row.action)
      .bind(row.subject)
      .bind_blob(row.chain.data(), row.chain.size())
      .run();
  if (whole) write_seal(connection, {row.id, row.chain}, link);
  return row;
}

bool is_sealed(Connection& connection, const AuditLink& link) {
  return fits(connection, find_end(connection), find_last(connection), link);
}

AuditChain audit_seal(const AuditLink& link, std::int64_t entries, const AuditChain& last) {
  return seal_of(link, {entries, last});
}

void seal_older_log(SQLite::Database& database, const AuditLink& link) {
  Last last;
  SQLite::Statement row(database, "SELECT id, chain, (SELECT count(*) FROM audit) FROM audit ORDER BY id DESC LIMIT 1");
  if (row.executeStep()) {
    last.id = row.getColumn(0).getInt64();
    const SQLite::Column chain = row.getColumn(1);
    if (last.id != row.getColumn(2).getInt64() || chain.getBytes() != static_cast<int>(last.chain.size())) return;
    std::memcpy(last.chain.data(), chain.getBlob(), last.chain.size());
  }
  const AuditChain seal = seal_of(link, last);
  SQLite::Statement write(database, "INSERT OR REPLACE INTO audit_end (id, entries, seal) VALUES (1, ?, ?)");
  write.bind(1, last.id);
  write.bind(2, seal.data(), static_cast<int>(seal.size()));
  write.exec();
}

Result<AuditRow> SqliteStore::add_audit(const AuditEntry& entry, const AuditLink& link) {
  AuditRow row;
  const Status added = writer_.run([&](Connection& connection) -> Status {
    row = append_audit(connection, entry, link);
    return Done{};
  });
  if (!added) return added.error();
  return row;
}

std::optional<AuditRow> SqliteStore::add_audit_with(const AuditEntry& entry, const AuditLink& link,
                                                    const std::function<void()>& deed) {
  AuditRow row;
  const Writer::WriteJob write_entry = [&](Connection& connection) -> Status {
    row = append_audit(connection, entry, link);
    return Done{};
  };
  if (!writer_.run_along(write_entry, deed)) return {};
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

Status SqliteStore::begin_audit(const AuditLink& link) {
  return writer_.run([&](Connection& connection) -> Status {
    const Last last = find_last(connection);
    if (is_unused(connection, find_end(connection), last)) write_seal(connection, last, link);
    return Done{};
  });
}

Result<AuditCheck> SqliteStore::verify_audit(const AuditLink& link, const std::optional<AuditChain>& expected) {
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
        if (expected == read.chain) check.has_expected = true;
      }
    }
    const End end = find_end(connection);
    const Last last{check.entries, check.head};
    const bool whole = last_number(connection, end) == check.entries && fits(connection, end, last, link);
    if (check.first_wrong == 0 && !whole) check.first_wrong = check.entries + 1;
    return check;
  });
}

}  // namespace undersigned::store::sqlite
