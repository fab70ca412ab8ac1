// One configured connection to the database, with its prepared statements kept for the next use.
//
// Used by one thread at a time. Throws SQLite::Exception; guard.h turns that into an Error.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "server/limits.h"

namespace undersigned::store::sqlite {

struct DatabaseFile {
  std::string path;
  std::string vfs;
  int log_pages_max = limits::kWalPagesMax;  // then the writer carries the log over
  std::size_t recent_signers_max = limits::kRecentSignersMax;
};

enum class Access : std::uint8_t { Read, Write };

class Connection;
class SignerIndex;

// A prepared statement for one use. The destructor resets it: a statement left in the middle of its rows would keep its
// snapshot, and the write-ahead log could never start over.
class Query {
 public:
  explicit Query(SQLite::Statement& statement) : statement_(statement) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query() { statement_.tryReset(); }

  // Binds the next parameter. Text and blobs are not copied: they must live until the query is done.
  Query& bind(std::int64_t value);
  Query& bind(const std::string& text);
  Query& bind(std::string_view text);
  Query& bind_blob(const void* bytes, std::size_t size);

  // The next row; false after the last.
  bool next() { return statement_.executeStep(); }

  // Runs a statement that gives no rows; how many rows it changed.
  int run() { return statement_.exec(); }

  [[nodiscard]] std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
  [[nodiscard]] std::string text(int column) const { return statement_.getColumn(column).getString(); }
  [[nodiscard]] bool is_null(int column) const { return statement_.isColumnNull(column); }
  [[nodiscard]] bool is_integer(int column) const { return statement_.getColumn(column).isInteger(); }
  // False where the blob has another size.
  bool blob(int column, void* bytes, std::size_t size) const;

 private:
  SQLite::Statement& statement_;
  int bound_ = 0;
};

class Connection {
 public:
  // Opens an existing database and sets it up. Fails on one that is not at kSchemaVersion.
  Connection(const DatabaseFile& file, Access access);

  // `sql` must be a literal: statements are kept by its address. Two queries of the same literal must not overlap.
  Query query(const char* sql);

  SQLite::Database& database() { return database_; }

  // The end of a write transaction.
  void committed();
  void rolled_back();

  // Of the writer's connection only: who has signed, told of the end of each of its transactions.
  void set_signers(SignerIndex& signers) { signers_ = &signers; }
  SignerIndex& signers() { return *signers_; }
  [[nodiscard]] bool has_signers() const { return signers_ != nullptr; }

  // Personal data was erased in this transaction. Whether that was so in any that was committed since the last asking.
  void note_erased() { erasing_ = true; }
  bool take_erased() { return std::exchange(erased_, false); }

 private:
  SQLite::Database database_;
  SignerIndex* signers_ = nullptr;
  bool erasing_ = false;
  bool erased_ = false;
  std::unordered_map<const char*, SQLite::Statement> statements_;  // destroyed before the database
};

// A write transaction. BEGIN IMMEDIATE, so that another process's write is waited for here and not met in the middle.
// Rolls back unless commit() went well.
class WriteTransaction {
 public:
  explicit WriteTransaction(Connection& connection);
  WriteTransaction(const WriteTransaction&) = delete;
  WriteTransaction& operator=(const WriteTransaction&) = delete;
  ~WriteTransaction();

  void commit();

 private:
  Connection& connection_;
  bool open_ = true;
};

// Changes a row that means nothing: so that a transaction which changes nothing else syncs the disk as well.
void touch_disk(Connection& connection);

// Opens `file` with everything every connection of ours has set, and nothing prepared.
SQLite::Database open_database(const DatabaseFile& file, Access access);

}  // namespace undersigned::store::sqlite
