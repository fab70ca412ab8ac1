#include "server/store/sqlite/set_aside.h"

#include "server/store/data_folder.h"
#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/guard.h"

namespace undersigned::store::sqlite {
namespace {

void run(SQLite::Statement& statement, const SignatureKey& key) {
  statement.bind(1, key.cursor);
  statement.bind(2, key.public_id);
  statement.exec();
  statement.reset();
}

void erase_in(const std::string& path, const std::vector<SignatureKey>& keys) {
  SQLite::Database database = open_database({path, {}}, Access::Write);
  SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
  SQLite::Statement person(
      database, "DELETE FROM person WHERE signature_id = (SELECT id FROM signature WHERE id = ? AND public_id = ?)");
  SQLite::Statement key_of_device(database, "UPDATE signature SET idempotency_key = '' WHERE id = ? AND public_id = ?");
  for (const SignatureKey& key : keys) {
    run(person, key);
    run(key_of_device, key);
  }
  transaction.commit();
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");  // for one that was too damaged to be set aside without its log
}

}  // namespace

bool erase_in_set_aside(const std::string& folder, const std::vector<SignatureKey>& keys) {
  bool all = true;
  if (keys.empty()) return all;
  for (const std::string& path : set_aside_databases(folder)) {
    const Status erased = guarded([&]() -> Status {
      erase_in(path, keys);
      return Done{};
    });
    if (!erased) all = false;
  }
  return all;
}

}  // namespace undersigned::store::sqlite
