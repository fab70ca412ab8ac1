// SqliteStore: maintenance for the operator.
#include "server/limits.h"
#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {

Result<std::optional<SecretMark>> SqliteStore::secret_mark() {
  return readers_.read([](Connection& connection) -> Result<std::optional<SecretMark>> {
    Query row = connection.query("SELECT mark FROM secret_mark");
    if (!row.next()) return std::optional<SecretMark>();
    SecretMark mark{};
    if (!row.blob(0, mark.data(), mark.size())) return Error{ErrorCode::StorageFailed};
    return std::optional<SecretMark>(mark);
  });
}

Status SqliteStore::set_secret_mark(const SecretMark& mark) {
  return writer_.run([&](Connection& connection) -> Status {
    connection.query("INSERT OR REPLACE INTO secret_mark (id, mark) VALUES (1, ?)")
        .bind_blob(mark.data(), mark.size())
        .run();
    return Done{};
  });
}

Result<std::uint64_t> SqliteStore::mails_in_outbox() {
  return readers_.read([](Connection& connection) -> Result<std::uint64_t> {
    Query count = connection.query("SELECT count(*) FROM outbox");
    count.next();
    return static_cast<std::uint64_t>(count.integer(0));
  });
}

StoreStats SqliteStore::stats() {
  StoreStats stats;
  writer_.read_stats(stats);
  readers_.read_stats(stats);
  stats.erased = erased_;
  return stats;
}

// After a failure, writes as much as the largest failed batch: if that fits, everything does.
Status SqliteStore::probe() {
  StoreStats now;
  writer_.read_stats(now);
  if (!now.failing) {
    return writer_.run([](Connection& connection) -> Status {
      touch_disk(connection);
      return Done{};
    });
  }
  // Random content, as SQLite writes nothing if nothing changes.
  const Status filled = writer_.run(
      [](Connection& connection) -> Status {
        connection.query("UPDATE disk_room SET filling = randomblob(?)").bind(limits::kDiskRoomBytes).run();
        return Done{};
      },
      limits::kWriteBatchMax);
  if (!filled) return filled;
  return writer_.run([](Connection& connection) -> Status {
    connection.query("UPDATE disk_room SET filling = x''").run();
    return Done{};
  });
}

}  // namespace undersigned::store::sqlite
