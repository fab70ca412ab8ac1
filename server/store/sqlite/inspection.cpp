#include "server/store/inspection.h"

#include <sqlite3.h>

#include "server/store/sqlite/campaigns.h"
#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/counters.h"
#include "server/store/sqlite/guard.h"
#include "server/store/sqlite/migrations.h"
#include "server/store/sqlite/row_check.h"
#include "server/store/sqlite/schema_check.h"

namespace undersigned::store {
namespace {

using sqlite::Connection;
using sqlite::DatabaseFile;
using sqlite::Query;

FileKind kind_of(sqlite::SchemaState schema_state) {
  switch (schema_state) {
    case sqlite::SchemaState::Current:
      return FileKind::Current;
    case sqlite::SchemaState::Older:
      return FileKind::Older;
    case sqlite::SchemaState::Newer:
      return FileKind::Newer;
    case sqlite::SchemaState::NotOurs:
      return FileKind::NotOurs;
  }
  return FileKind::NotOurs;
}

// What is the same in every schema version.
void look(SQLite::Database& database, InspectionDepth depth, Inspection& found) {
  found.kind = kind_of(sqlite::schema_state(database, sqlite::migration_steps()));
  if (found.kind == FileKind::NotOurs) return;
  found.version = sqlite::read_schema_version(database);
  if (found.version == 0) {  // SQLite accepts an empty file as a database
    found.kind = FileKind::Unreadable;
    found.damage = "it is empty";
    return;
  }
  found.journal_mode = database.execAndGet("PRAGMA journal_mode").getString();
  const bool deep = depth == InspectionDepth::Deep;
  const std::string said =
      database.execAndGet(deep ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)").getString();
  if (said != "ok") found.damage = sqlite::printable(said);
  SQLite::Statement dangling(database, "PRAGMA foreign_key_check");
  found.dangling = dangling.executeStep();
  if (found.kind == FileKind::Newer || !found.damage.empty()) return;
  found.damage = sqlite::schema_fault(database, found.version);
  if (!found.damage.empty()) return;
  SQLite::Statement signatures(database, "SELECT count(*), coalesce(max(time_ms), 0) FROM signature");
  signatures.executeStep();
  found.signatures = static_cast<std::uint64_t>(signatures.getColumn(0).getInt64());
  found.newest_ms = signatures.getColumn(1).getInt64();
}

std::string counted(Query query, const char* what) {
  const std::int64_t rows = query.next() ? query.integer(0) : 0;
  return rows == 0 ? std::string() : std::to_string(rows) + what;
}

// One signature a signer: no SQLite index enforces that (signer_index.h), so SQLite's own checks would not notice.
// Requests do not count. A forgotten key is unique to its row, and begins with zeros.
std::string fault_of_signers(Connection& connection) {
  std::string doubled = counted(connection.query("SELECT count(*) FROM (SELECT 1 FROM signature WHERE status <> 0"
                                                 " GROUP BY campaign_id, dedupe_key HAVING count(*) > 1)"),
                                " of the signers have more than one signature");
  if (!doubled.empty()) return doubled;
  std::string missing = counted(connection.query("SELECT count(*) FROM signature AS s"
                                                 " WHERE s.id <= (SELECT merged_to FROM signer_progress)"
                                                 " AND s.status <> 0"
                                                 " AND substr(s.dedupe_key, 1, 10) <> zeroblob(10) AND NOT EXISTS"
                                                 " (SELECT 1 FROM signer WHERE signer.dedupe_key = s.dedupe_key"
                                                 " AND signer.campaign_id = s.campaign_id AND signer.signature_id = "
                                                 "s.id)"),
                                " of the signatures are not in the table of signers");
  if (!missing.empty()) return missing;
  return counted(connection.query("SELECT count(*) FROM signature AS s INDEXED BY signature_request"
                                  " JOIN signer ON signer.dedupe_key = s.dedupe_key"
                                  " AND signer.campaign_id = s.campaign_id AND signer.signature_id = s.id"
                                  " WHERE s.status = 0"),
                 " of those who have not confirmed are in the table of signers");
}

// Rows that SQLite finds well-formed but that cannot be served.
void find_unreadable(Connection& connection, std::vector<std::string>& unreadable) {
  Query campaigns = connection.query("SELECT slug, document FROM campaign ORDER BY id");
  while (campaigns.next()) {
    if (!sqlite::is_readable_campaign(campaigns.text(0), campaigns.text(1))) {
      unreadable.push_back("campaign " + sqlite::printable(campaigns.text(0)));
    }
  }
  Query partners = connection.query("SELECT slug, document FROM partner ORDER BY id");
  while (partners.next()) {
    if (!sqlite::is_readable_partner(partners.text(0), partners.text(1))) {
      unreadable.push_back("partner " + sqlite::printable(partners.text(0)));
    }
  }
}

// Whether the disk or the system is at fault, not the content of the file.
bool is_of_system(const SQLite::Exception& exception) {
  return exception.getErrorCode() != SQLITE_CORRUPT && exception.getErrorCode() != SQLITE_NOTADB &&
         exception.getErrorCode() != SQLITE_ERROR;
}

// What only this schema version has.
void look_closer(Connection& connection, InspectionDepth depth, Inspection& found) {
  SQLite::Transaction snapshot(connection.database());
  if (depth == InspectionDepth::Deep) {
    found.damage = fault_of_signers(connection);
    found.damaged_rows = sqlite::find_damaged_rows(connection);
  }
  found.counters = sqlite::named_differences(connection, sqlite::find_differences(connection));
  find_unreadable(connection, found.unreadable);
  Query mark = connection.query("SELECT mark FROM secret_mark");
  SecretMark bytes{};
  if (mark.next() && mark.blob(0, bytes.data(), bytes.size())) found.secret_mark = bytes;
}

}  // namespace

Inspection inspect_database(const std::string& path, InspectionDepth depth) {
  Inspection found;
  const DatabaseFile file{path, {}};
  try {
    {
      SQLite::Database database = sqlite::open_database(file, sqlite::Access::Read);
      look(database, depth, found);
    }
    if (found.kind == FileKind::Current && found.damage.empty()) {
      Connection connection(file, sqlite::Access::Read);
      look_closer(connection, depth, found);
    }
  } catch (const SQLite::Exception& exception) {
    if (is_of_system(exception)) found.kind = FileKind::NotOpened;
    if (found.damage.empty()) found.damage = sqlite::words_of(exception);
  }
  return found;
}

}  // namespace undersigned::store
