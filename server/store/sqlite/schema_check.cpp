#include "server/store/sqlite/schema_check.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "server/store/inspection.h"
#include "server/store/sqlite/guard.h"
#include "server/store/sqlite/migrations.h"

namespace undersigned::store::sqlite {
namespace {

struct Schema {
  std::map<std::string, std::string> statements;  // "index signature_shown", and how it was made
  std::vector<std::string> tables_of_one_row;
};

// Whitespace does not matter: SQLite itself changes it when it alters a table.
std::string normalized(const std::string& sql) {
  std::string text;
  for (const char c : sql) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  return text;
}

// SQLite keeps what ANALYZE finds in tables of its own.
std::map<std::string, std::string> read_statements(SQLite::Database& database) {
  std::map<std::string, std::string> statements;
  SQLite::Statement rows(database,
                         "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema"
                         " WHERE name NOT LIKE 'sqlite_stat%'");
  while (rows.executeStep()) {
    statements.emplace(rows.getColumn(0).getString(), normalized(rows.getColumn(1).getString()));
  }
  return statements;
}

std::int64_t count_rows(SQLite::Database& database, const std::string& table) {
  return database.execAndGet("SELECT count(*) FROM " + table).getInt64();
}

Schema make_schema(std::int64_t version) {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  migrate(database, migration_steps().first(static_cast<std::size_t>(version)));
  Schema schema{read_statements(database), {}};
  const std::string kind = "table ";
  for (const auto& [name, sql] : schema.statements) {
    const std::string table = name.substr(std::min(kind.size(), name.size()));
    if (name.starts_with(kind) && count_rows(database, table) == 1) schema.tables_of_one_row.push_back(table);
  }
  return schema;
}

std::string difference(const std::map<std::string, std::string>& found,
                       const std::map<std::string, std::string>& expected) {
  for (const auto& [name, sql] : expected) {
    const auto same = found.find(name);
    if (same == found.end()) return "the " + name + " is missing";
    if (same->second != sql) return "the " + name + " was changed";
  }
  for (const auto& [name, sql] : found) {
    if (expected.find(name) == expected.end()) return "the " + printable(name) + " was added by somebody";
  }
  return {};
}

bool has_mark_of_wrong_length(SQLite::Database& database) {
  return database
             .execAndGet("SELECT count(*) FROM secret_mark WHERE length(mark) <> " +
                         std::to_string(std::tuple_size_v<SecretMark>))
             .getInt64() > 0;
}

}  // namespace

std::string schema_fault(SQLite::Database& database, std::int64_t version) {
  static const Schema current = make_schema(schema_version());
  const Schema expected = version == schema_version() ? current : make_schema(version);
  if (std::string fault = difference(read_statements(database), expected.statements); !fault.empty()) return fault;
  for (const std::string& table : expected.tables_of_one_row) {
    if (count_rows(database, table) != 1) return "the table " + table + " has lost its row";
  }
  if (version == schema_version() && has_mark_of_wrong_length(database)) {
    return "the mark of the secret in the table secret_mark has a wrong length";
  }
  return {};
}

}  // namespace undersigned::store::sqlite
