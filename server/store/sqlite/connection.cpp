#include "server/store/sqlite/connection.h"

#include <sqlite3.h>

#include <cstring>

#include "server/limits.h"
#include "server/store/sqlite/clean_pages.h"
#include "server/store/sqlite/migrations.h"
#include "server/store/sqlite/signer_index.h"

namespace undersigned::store::sqlite {
namespace {

// Settings that SQLite keeps per connection. secure_delete overwrites what is erased instead of only unlinking it;
// clean_pages.h does the rest.
constexpr char kEveryConnection[] =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA temp_store = MEMORY;";

constexpr char kReadConnection[] =
    "PRAGMA query_only = ON;"
    "PRAGMA cache_size = -8192;";

// Deduplication keys come in random order, so each lookup in the table of signers needs a page of its own: that takes a
// large cache, which is allocated as the file grows. No automatic checkpoints: the writer runs them after it has
// answered (writer.cpp).
constexpr char kWriteConnection[] =
    "PRAGMA synchronous = FULL;"
    "PRAGMA wal_autocheckpoint = 0;"
    "PRAGMA journal_size_limit = 67108864;"
    "PRAGMA cache_size = -262144;";

}  // namespace

Query& Query::bind(std::int64_t value) {
  statement_.bind(++bound_, value);
  return *this;
}

Query& Query::bind(const std::string& text) {
  statement_.bindNoCopy(++bound_, text);
  return *this;
}

Query& Query::bind(std::string_view text) {
  statement_.bind(++bound_, std::string(text));
  return *this;
}

Query& Query::bind_blob(const void* bytes, std::size_t size) {
  statement_.bindNoCopy(++bound_, bytes, static_cast<int>(size));
  return *this;
}

std::optional<std::string_view> Query::text_view(int column) const {
  const SQLite::Column value = statement_.getColumn(column);
  if (!value.isText()) return {};
  const char* text = value.getText();
  return std::string_view(text, static_cast<std::size_t>(value.getBytes()));
}

std::optional<std::int64_t> Query::whole(int column) const {
  const SQLite::Column value = statement_.getColumn(column);
  if (!value.isInteger()) return {};
  return value.getInt64();
}

std::optional<std::size_t> Query::blob_bytes(int column) const {
  const SQLite::Column value = statement_.getColumn(column);
  if (!value.isBlob()) return {};
  return static_cast<std::size_t>(value.getBytes());
}

bool Query::blob(int column, void* bytes, std::size_t size) const {
  const SQLite::Column value = statement_.getColumn(column);
  if (static_cast<std::size_t>(value.getBytes()) != size) return false;
  std::memcpy(bytes, value.getBlob(), size);
  return true;
}

void touch_disk(Connection& connection) {
  connection.query("UPDATE disk_touch SET number = number + 1").run();
}

SQLite::Database open_database(const DatabaseFile& file, Access access) {
  const int flags = (access == Access::Write ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY) | SQLite::OPEN_NOMUTEX;
  SQLite::Database database(file.path, flags, limits::kDatabaseBusyMs, file.vfs.empty() ? clean_pages_vfs() : file.vfs);
  database.exec(kEveryConnection);
  database.exec(access == Access::Write ? kWriteConnection : kReadConnection);
  return database;
}

Connection::Connection(const DatabaseFile& file, Access access)
    : database_(open_database(file, access)), owner_hash_(file.erased_owner) {
  if (read_schema_version(database_) != schema_version()) {
    throw SQLite::Exception("the database is not of the version this program keeps", SQLITE_SCHEMA);
  }
}

Query Connection::query(const char* sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) found = statements_.emplace(sql, SQLite::Statement(database_, sql)).first;
  return Query(found->second);
}

std::optional<ErasedOwner> Connection::owner_of(std::string_view public_id, std::string_view email) const {
  if (!owner_hash_) return {};
  return owner_hash_(public_id, email);
}

void Connection::committed() {
  if (std::exchange(erasing_, false)) erased_ = true;
  erased_ids_.insert(erased_ids_.end(), erasing_ids_.begin(), erasing_ids_.end());
  erasing_ids_.clear();
  if (has_signers()) signers().committed();
}

void Connection::rolled_back() {
  erasing_ = false;
  erasing_ids_.clear();
  if (has_signers()) signers().rolled_back();
}

WriteTransaction::WriteTransaction(Connection& connection) : connection_(connection) {
  connection_.query("BEGIN IMMEDIATE").run();
}

WriteTransaction::~WriteTransaction() {
  if (open_) connection_.rolled_back();
  // Some failures have rolled back already. If the rollback fails, the connection is closed, which rolls back as well.
  if (open_ && sqlite3_get_autocommit(connection_.database().getHandle()) == 0) {
    connection_.database().tryExec("ROLLBACK");
  }
}

void WriteTransaction::commit() {
  connection_.query("COMMIT").run();
  open_ = false;
  connection_.committed();
}

}  // namespace undersigned::store::sqlite
