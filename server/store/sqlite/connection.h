// A configured connection to the database. It keeps prepared statements for reuse.
//
// Used by one thread at a time. Throws SQLite::Exception; guard.h turns that into an Error.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/limits.h"
#include "server/store/erased_owner.h"
#include "server/store/sqlite/damage_log.h"

namespace undersigned::store::sqlite {

struct DatabaseFile {
  std::string path;
  std::string vfs;
  int log_pages_max = limits::kWalPagesMax;  // then the writer runs a checkpoint
  std::size_t recent_signers_max = limits::kRecentSignersMax;
  ErasedOwnerHash erased_owner{};
  std::function<void(const std::vector<std::int64_t>&)> erased{};  // SqliteOptions::erased
};

enum class Access : std::uint8_t { Read, Write };

class Connection;
class SignerIndex;

// One use of a prepared statement. The destructor resets it: a statement left in the middle of its rows would keep its
// snapshot, and the write-ahead log could never start over.
class Query {
 public:
  explicit Query(SQLite::Statement& statement) : statement_(statement) {}
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query() { statement_.tryReset(); }

  // Binds the next parameter. Text and blobs are not copied: they must outlive the query.
  Query& bind(std::int64_t value);
  Query& bind(const std::string& text);
  Query& bind(std::string_view text);
  Query& bind_blob(const void* bytes, std::size_t size);

  bool next() { return statement_.executeStep(); }

  // Runs a statement that returns no rows, and returns how many it changed.
  int run() { return statement_.exec(); }

  [[nodiscard]] std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
  [[nodiscard]] std::string text(int column) const { return statement_.getColumn(column).getString(); }
  [[nodiscard]] bool is_null(int column) const { return statement_.isColumnNull(column); }
  [[nodiscard]] bool is_integer(int column) const { return statement_.getColumn(column).isInteger(); }
  // The value of a column; nothing if it is of another type. A view is valid until next().
  [[nodiscard]] std::optional<std::string_view> text_view(int column) const;
  [[nodiscard]] std::optional<std::int64_t> whole(int column) const;
  [[nodiscard]] std::optional<std::size_t> blob_bytes(int column) const;
  // False if the blob has another size.
  bool blob(int column, void* bytes, std::size_t size) const;

 private:
  SQLite::Statement& statement_;
  int bound_ = 0;
};

class Connection {
 public:
  // Opens and configures an existing database. Fails if it is not at the current schema version.
  Connection(const DatabaseFile& file, Access access);

  // `sql` must be a literal: statements are cached by its address. Two queries of the same literal must not overlap.
  Query query(const char* sql);

  SQLite::Database& database() { return database_; }

  // Called at the end of a write transaction.
  void committed();
  void rolled_back();

  // The writer's connection only: the index to notify at the end of each transaction.
  void set_signers(SignerIndex& signers) { signers_ = &signers; }
  SignerIndex& signers() { return *signers_; }
  [[nodiscard]] bool has_signers() const { return signers_ != nullptr; }

  // Whose the signature is once it is erased; nothing without SqliteOptions::erased_owner.
  [[nodiscard]] std::optional<ErasedOwner> owner_of(std::string_view public_id, std::string_view email) const;

  // note_erased(): this transaction erases personal data, of this signature or of somebody else. take_erased(): whether
  // one that was committed since the last call did; take_erased_ids(): of which signatures.
  void note_erased() { erasing_ = true; }
  void note_erased(std::int64_t signature_id) {
    erasing_ = true;
    erasing_ids_.push_back(signature_id);
  }
  bool take_erased() { return std::exchange(erased_, false); }
  std::vector<std::int64_t> take_erased_ids() { return std::exchange(erased_ids_, {}); }

  // Rows that were left out since they were last taken, as they are damaged.
  DamagedRows& damaged() { return damaged_; }

  // The writer's connection only: whether void requests may be left to delete (requests.h). At first that is unknown.
  void set_void_requests_left(bool left) { void_requests_left_ = left; }
  [[nodiscard]] bool void_requests_left() const { return void_requests_left_; }

 private:
  SQLite::Database database_;
  SignerIndex* signers_ = nullptr;
  const ErasedOwnerHash owner_hash_;
  bool erasing_ = false;
  bool erased_ = false;
  std::vector<std::int64_t> erasing_ids_;
  std::vector<std::int64_t> erased_ids_;
  DamagedRows damaged_;
  bool void_requests_left_ = true;
  std::unordered_map<const char*, SQLite::Statement> statements_;  // destroyed before the database
};

// A write transaction. BEGIN IMMEDIATE, so that it waits for another process's write at the start and not in the
// middle. Rolls back unless commit() succeeded.
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

// Changes a row without meaning, so that a transaction that changes nothing else syncs the disk, too.
void touch_disk(Connection& connection);

// Opens `file` with the settings of every connection, and no prepared statements.
SQLite::Database open_database(const DatabaseFile& file, Access access);

}  // namespace undersigned::store::sqlite
