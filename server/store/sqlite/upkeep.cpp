// SqliteStore: what the operator's tools ask of it.
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

// On the row that even work is done with (even_work.h).
Status SqliteStore::probe() {
  return writer_.run([](Connection& connection) -> Status {
    connection.query("UPDATE ballast SET number = number + 1 WHERE id = 1").run();
    return Done{};
  });
}

}  // namespace undersigned::store::sqlite
