#include "server/store/sqlite/removals.h"

#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "server/limits.h"
#include "server/store/sqlite/counters.h"
#include "server/store/sqlite/row_rules.h"
#include "server/store/sqlite/signature_rows.h"
#include "server/store/sqlite/sqlite_store.h"
#include "server/store/sqlite/stored_values.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;

auto key_of(const Removal& removal) {
  return std::make_tuple(removal.signature_id, removal.public_id, removal.kind, removal.detail);
}

void insert(Connection& connection, const Removal& removal) {
  connection.query("INSERT INTO removal (signature_id, public_id, kind, time_ms, detail) VALUES (?, ?, ?, ?, ?)")
      .bind(removal.signature_id)
      .bind(removal.public_id)
      .bind(static_cast<std::int64_t>(removal.kind))
      .bind(removal.time_ms)
      .bind(removal.detail)
      .run();
}

// `time_ms` 0: now.
void note(Connection& connection, std::int64_t signature_id, RemovalKind kind, std::string_view detail,
          std::int64_t time_ms) {
  connection
      .query(
          "INSERT INTO removal (signature_id, public_id, kind, time_ms, detail)"
          " SELECT id, public_id, ?, coalesce(nullif(?, 0), unixepoch() * 1000), ? FROM signature WHERE id = ?")
      .bind(static_cast<std::int64_t>(kind))
      .bind(time_ms)
      .bind(detail)
      .bind(signature_id)
      .run();
}

// False if there was nothing left to erase. An unconfirmed request is deleted completely, as it never counted.
bool erase_again(Connection& connection, CounterValues& changes, const KnownSignature& signature,
                 const std::optional<ErasedOwner>& owner) {
  if (signature.counted.status == SignatureStatus::Pending) {
    remove_signature(connection, changes, signature);
    return true;
  }
  const bool erased = erase_person(connection, signature.id);
  if (owner) set_owner(connection, signature.id, *owner);
  return erased;
}

bool change_again(Connection& connection, CounterValues& changes, const KnownSignature& signature,
                  SignatureStatus status) {
  const SignatureStatus before = signature.counted.status;
  if (before == status || before == SignatureStatus::Withdrawn) return false;
  if (before == SignatureStatus::Pending) return erase_again(connection, changes, signature, {});
  change_status(connection, changes, signature, status);
  return true;
}

bool hide_again(Connection& connection, std::int64_t id) {
  return connection.query("UPDATE signature SET comment_hidden = 1 WHERE id = ? AND comment_hidden = 0")
             .bind(id)
             .run() > 0;
}

// Only ever less than the backup shows.
bool show_less_again(Connection& connection, std::int64_t id, const std::string& name) {
  const Result<Visibility> visibility = visibility_from(name);
  if (!visibility) return false;
  const auto value = static_cast<std::int64_t>(*visibility);
  return connection.query("UPDATE signature SET visibility = ? WHERE id = ? AND visibility < ?")
             .bind(value)
             .bind(id)
             .bind(value)
             .run() > 0;
}

bool withdraw_consent_again(Connection& connection, std::int64_t id, const Removal& removal) {
  return connection
             .query(
                 "UPDATE consent SET withdrawn_ms = ? WHERE signature_id = ? AND purpose = ? AND withdrawn_ms IS NULL")
             .bind(removal.time_ms)
             .bind(id)
             .bind(removal.detail)
             .run() > 0;
}

void repeat(Connection& connection, CounterValues& changes, const Removal& removal, RemovalCounts& counts) {
  const std::optional<KnownSignature> signature = find_signature(connection, removal.signature_id);
  if (!signature || signature->public_id != removal.public_id) return;
  switch (removal.kind) {
    case RemovalKind::Erased:
      if (erase_again(connection, changes, *signature, removal.owner)) ++counts.erased;
      break;
    case RemovalKind::Withdrawn:
      if (change_again(connection, changes, *signature, SignatureStatus::Withdrawn)) ++counts.withdrawn;
      break;
    case RemovalKind::RuledOut:
      if (change_again(connection, changes, *signature, SignatureStatus::Invalid)) ++counts.ruled_out;
      break;
    case RemovalKind::CommentHidden:
      if (hide_again(connection, signature->id)) ++counts.comments_hidden;
      break;
    case RemovalKind::ShownLess:
      if (show_less_again(connection, signature->id, removal.detail)) ++counts.shown_less;
      break;
    case RemovalKind::ConsentWithdrawn:
      if (withdraw_consent_again(connection, signature->id, removal)) ++counts.consents_withdrawn;
      break;
  }
}

}  // namespace

void note_removal(Connection& connection, std::int64_t signature_id, RemovalKind kind) {
  note(connection, signature_id, kind, {}, 0);
}

void note_status(Connection& connection, const KnownSignature& before, SignatureStatus status) {
  if (before.counted.status == status) return;
  if (status == SignatureStatus::Withdrawn) note_removal(connection, before.id, RemovalKind::Withdrawn);
  if (status == SignatureStatus::Invalid) note_removal(connection, before.id, RemovalKind::RuledOut);
  if (before.counted.status == SignatureStatus::Invalid) delete_removal(connection, before.id, RemovalKind::RuledOut);
}

void note_visibility(Connection& connection, std::int64_t signature_id, Visibility visibility) {
  delete_removal(connection, signature_id, RemovalKind::ShownLess);
  if (visibility == Visibility::Public) return;
  note(connection, signature_id, RemovalKind::ShownLess, to_name(visibility), 0);
}

void note_consent_withdrawn(Connection& connection, std::int64_t signature_id, std::string_view purpose,
                            std::int64_t time_ms) {
  note(connection, signature_id, RemovalKind::ConsentWithdrawn, purpose, time_ms);
}

void delete_removal(Connection& connection, std::int64_t signature_id, RemovalKind kind) {
  connection.query("DELETE FROM removal WHERE signature_id = ? AND kind = ?")
      .bind(signature_id)
      .bind(static_cast<std::int64_t>(kind))
      .run();
}

// Entries are in order of time, so it stops at the first one to keep.
void sweep_removals(Connection& connection, std::int64_t now_ms) {
  connection
      .query(
          "DELETE FROM removal WHERE id <"
          " coalesce((SELECT id FROM removal WHERE time_ms >= ? ORDER BY id LIMIT 1), 9223372036854775807)")
      .bind(now_ms - limits::kRemovalKeptDays * kDayMs)
      .run();
}

std::vector<Removal> read_removals(SQLite::Database& database) {
  // A database to be replaced may be of the version before.
  const bool has_detail =
      database.execAndGet("SELECT count(*) FROM pragma_table_info('removal') WHERE name = 'detail'").getInt() > 0;
  std::vector<Removal> removals;
  SQLite::Statement row(database, std::string("SELECT signature_id, public_id, kind, time_ms, ") +
                                      (has_detail ? "detail" : "''") + " FROM removal ORDER BY id");
  while (row.executeStep()) {
    const std::optional<RemovalKind> kind = enum_of<RemovalKind>(row.getColumn(2).getInt64());
    // A damaged row; `doctor --deep` counts it.
    if (!kind || !is_time(row.getColumn(3).getInt64())) continue;
    removals.push_back({row.getColumn(0).getInt64(), row.getColumn(1).getString(), *kind, row.getColumn(3).getInt64(),
                        row.getColumn(4).getString()});
  }
  return removals;
}

void read_owners(SQLite::Database& database, std::vector<Removal>& removals) {
  if (!database.tableExists("erased_owner")) return;  // of the version before
  SQLite::Statement find(database,
                         "SELECT owner FROM erased_owner JOIN signature ON signature.id = erased_owner.signature_id"
                         " WHERE signature.id = ? AND signature.public_id = ?");
  for (Removal& removal : removals) {
    if (removal.kind != RemovalKind::Erased) continue;
    find.bind(1, removal.signature_id);
    find.bind(2, removal.public_id);
    ErasedOwner owner{};
    if (find.executeStep() && static_cast<std::size_t>(find.getColumn(0).getBytes()) == owner.size()) {
      std::memcpy(owner.data(), find.getColumn(0).getBlob(), owner.size());
      removal.owner = owner;
    }
    find.reset();
  }
}

RemovalCounts repeat_removals(Connection& connection, const std::vector<Removal>& removals) {
  std::set<std::tuple<std::int64_t, std::string, RemovalKind, std::string>> listed;
  for (const Removal& removal : read_removals(connection.database())) listed.insert(key_of(removal));
  RemovalCounts counts;
  CounterValues changes;
  for (const Removal& removal : removals) {
    if (listed.insert(key_of(removal)).second) insert(connection, removal);
    repeat(connection, changes, removal, counts);
  }
  add_to_counters(connection, changes);
  bump_revision(connection);
  return counts;
}

}  // namespace undersigned::store::sqlite
