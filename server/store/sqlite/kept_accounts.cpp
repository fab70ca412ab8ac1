#include "server/store/sqlite/kept_accounts.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cstring>

#include "server/store/sqlite/audit_seal.h"
#include "server/store/sqlite/guard.h"
#include "server/store/sqlite/migrations.h"

namespace undersigned::store::sqlite {
namespace {

// The first version with an audit log, two-step sign-in and the mark of the secret.
constexpr std::int64_t kLoggedSince = 3;

std::string bytes_in(const SQLite::Column& column) {
  return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

template <class Row>
AuditRow entry_in(const Row& row) {
  AuditRow entry{row.getColumn(0).getInt64(),  row.getColumn(1).getInt64(),  row.getColumn(2).getString(),
                 row.getColumn(3).getString(), row.getColumn(4).getString(), {}};
  const std::string chain = bytes_in(row.getColumn(5));
  if (chain.size() == entry.chain.size()) std::memcpy(entry.chain.data(), chain.data(), chain.size());
  return entry;
}

bool is_same(const AuditRow& one, const AuditRow& other) {
  return one.id == other.id && one.time_ms == other.time_ms && one.actor == other.actor && one.action == other.action &&
         one.subject == other.subject && one.chain == other.chain;
}

// A damaged table may also lack rows without an error from SQLite.
void require_whole(SQLite::Database& database, const char* table) {
  const std::string said = database.execAndGet(std::string("PRAGMA quick_check(") + table + ")").getString();
  if (said != "ok") throw SQLite::Exception("the table is damaged", SQLITE_CORRUPT);
}

void read_users(SQLite::Database& database, LaterAccounts& later) {
  require_whole(database, "user");
  const bool two_step = later.version >= kLoggedSince;
  SQLite::Statement user(database, std::string("SELECT id, username, password_hash, role, ") +
                                       (two_step ? "totp_sealed, totp_step" : "NULL, 0") + " FROM user");
  while (user.executeStep()) {
    UserRow row{user.getColumn(0).getInt64(),
                user.getColumn(1).getString(),
                user.getColumn(2).getString(),
                user.getColumn(3).getInt64(),
                {},
                user.getColumn(5).getInt64()};
    if (!user.getColumn(4).isNull()) row.totp_sealed = bytes_in(user.getColumn(4));
    later.users.push_back(std::move(row));
  }
  if (!two_step) return;
  require_whole(database, "recovery_code");
  SQLite::Statement code(database, "SELECT user_id, code_hash FROM recovery_code");
  while (code.executeStep()) {
    later.recovery_codes.emplace_back(code.getColumn(0).getInt64(), bytes_in(code.getColumn(1)));
  }
}

// Without `link` the entries cannot be verified.
void read_log(SQLite::Database& database, Connection& backup, const AuditLink* link, LaterAccounts& later) {
  require_whole(database, "audit");
  constexpr char kEntries[] = "SELECT id, time_ms, actor, action, subject, chain FROM audit ORDER BY id";
  SQLite::Statement theirs(database, kEntries);
  SQLite::Statement ours(backup.database(), kEntries);
  LogComparison& log = later.log;
  bool same = true;
  while (theirs.executeStep()) {
    AuditRow entry = entry_in(theirs);
    same = same && ours.executeStep() && is_same(entry, entry_in(ours));
    const bool right = link == nullptr || (entry.id == log.entries + 1 && entry.chain == (*link)(entry, log.head));
    ++log.entries;
    log.head = entry.chain;
    if (same) {
      ++log.common;
      continue;
    }
    if (!right && log.first_wrong == 0) log.first_wrong = log.entries;
    later.entries.push_back(std::move(entry));
  }
}

// Entries that were cut off at the end show in their number, which is stored under a seal.
void check_end(SQLite::Database& database, const AuditLink& link, LaterAccounts& later) {
  LogComparison& log = later.log;
  if (log.first_wrong != 0) return;
  SQLite::Statement sequence(database, "SELECT seq FROM sqlite_sequence WHERE name = 'audit'");
  const std::int64_t last = sequence.executeStep() ? sequence.getColumn(0).getInt64() : 0;
  bool whole = last <= log.entries;
  if (later.end) {
    const AuditChain seal = audit_seal(link, log.entries, log.head);
    const std::string bytes(static_cast<const char*>(static_cast<const void*>(seal.data())), seal.size());
    whole = whole && later.end->first == log.entries && later.end->second == bytes;
  } else {
    whole = whole && log.entries == 0 && later.users.empty();
  }
  if (!whole) log.first_wrong = log.entries + 1;
}

bool is_of_other_secret(SQLite::Database& database, const SecretMark& mark) {
  SQLite::Statement row(database, "SELECT mark FROM secret_mark");
  if (!row.executeStep()) return false;
  const std::string found = bytes_in(row.getColumn(0));
  return found.size() != mark.size() || std::memcmp(found.data(), mark.data(), mark.size()) != 0;
}

void replace_users(Connection& backup, const LaterAccounts& later) {
  backup.query("DELETE FROM recovery_code").run();
  backup.query("DELETE FROM user").run();
  for (const UserRow& user : later.users) {
    SQLite::Statement insert(backup.database(),
                             "INSERT INTO user (id, username, password_hash, role, totp_sealed, totp_step)"
                             " VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(1, user.id);
    insert.bind(2, user.username);
    insert.bind(3, user.password_hash);
    insert.bind(4, user.role);
    if (user.totp_sealed) insert.bind(5, user.totp_sealed->data(), static_cast<int>(user.totp_sealed->size()));
    insert.bind(6, user.totp_step);
    insert.exec();
  }
  for (const auto& [user_id, hash] : later.recovery_codes) {
    backup.query("INSERT INTO recovery_code (user_id, code_hash) VALUES (?, ?)")
        .bind(user_id)
        .bind_blob(hash.data(), hash.size())
        .run();
  }
}

// The trigger that keeps the log from being cut is made again as it was.
void cut_log(Connection& backup, std::int64_t kept) {
  SQLite::Database& database = backup.database();
  const std::string trigger =
      database.execAndGet("SELECT sql FROM sqlite_schema WHERE name = 'audit_is_not_cut'").getString();
  database.exec("DROP TRIGGER audit_is_not_cut");
  SQLite::Statement cut(database, "DELETE FROM audit WHERE id > ?");
  cut.bind(1, kept);
  cut.exec();
  database.exec(trigger);
  SQLite::Statement sequence(database, "UPDATE sqlite_sequence SET seq = ? WHERE name = 'audit'");
  sequence.bind(1, kept);
  sequence.exec();
}

void replace_log(Connection& backup, const LaterAccounts& later, const AuditLink& link) {
  if (later.log.backup_entries > later.log.common) cut_log(backup, later.log.common);
  for (const AuditRow& entry : later.entries) {
    backup.query("INSERT INTO audit (id, time_ms, actor, action, subject, chain) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(entry.id)
        .bind(entry.time_ms)
        .bind(entry.actor)
        .bind(entry.action)
        .bind(entry.subject)
        .bind_blob(entry.chain.data(), entry.chain.size())
        .run();
  }
  if (later.version < kSealedSince) return seal_older_log(backup.database(), link);
  backup.query("DELETE FROM audit_end").run();
  if (!later.end) return;
  backup.query("INSERT INTO audit_end (id, entries, seal) VALUES (1, ?, ?)")
      .bind(later.end->first)
      .bind_blob(later.end->second.data(), later.end->second.size())
      .run();
}

}  // namespace

LaterAccounts read_accounts(SQLite::Database& replaced, Connection& backup, const AuditLink& link,
                            const SecretMark& mark) {
  SQLite::Transaction snapshot(replaced);
  LaterAccounts later;
  later.version = read_schema_version(replaced);
  read_users(replaced, later);
  later.log.backup_entries = backup.database().execAndGet("SELECT count(*) FROM audit").getInt64();
  if (later.version < kLoggedSince) return later;
  const bool verifiable = !is_of_other_secret(replaced, mark);
  read_log(replaced, backup, verifiable ? &link : nullptr, later);
  if (later.version < kSealedSince) return later;
  SQLite::Statement end(replaced, "SELECT entries, seal FROM audit_end");
  if (end.executeStep()) later.end.emplace(end.getColumn(0).getInt64(), bytes_in(end.getColumn(1)));
  if (verifiable && is_sealed(backup, link)) check_end(replaced, link, later);
  return later;
}

AccountsFrom choose_accounts(const LaterAccounts& later) {
  const LogComparison& log = later.log;
  if (log.entries > 0 && log.backup_entries > 0 && log.common == 0) return AccountsFrom::BackupOfOther;
  if (log.first_wrong != 0) return AccountsFrom::BackupAsLogChanged;
  if (log.entries == log.common && log.backup_entries > log.common) return AccountsFrom::BackupAsNewer;
  if (log.entries == 0 && later.users.empty()) return AccountsFrom::BackupAsNoneHere;
  return AccountsFrom::Replaced;
}

void take_accounts(Connection& backup, const LaterAccounts& later, const AuditLink& link) {
  replace_users(backup, later);
  replace_log(backup, later, link);
}

void end_all_sessions(Connection& connection) {
  connection.query("DELETE FROM session").run();
  connection.query("DELETE FROM password_link").run();
  connection.query("DELETE FROM setup_token").run();
}

}  // namespace undersigned::store::sqlite
