// SqliteStore: signing, and what happens to a signature afterwards.
#include <optional>
#include <utility>

#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

std::optional<CountedSignature> find_signature(Connection& connection, const SignatureKey& key) {
  Query find = connection.query(
      "SELECT campaign_id, status, time_ms, partner, country FROM signature WHERE id = ? AND public_id = ?");
  find.bind(key.cursor).bind(key.public_id);
  if (!find.next()) return {};
  return CountedSignature{find.integer(0), static_cast<SignatureStatus>(find.integer(1)), find.integer(2), find.text(3),
                          find.text(4)};
}

}  // namespace

void SqliteStore::sign(NewSignature signature, SignCallback done) {
  writer_.sign(std::move(signature), std::move(done));
}

Result<Counts> SqliteStore::set_status(const SignatureKey& key, SignatureStatus status) {
  Counts counts;
  const Status written = writer_.run([&](Connection& connection) -> Status {
    std::optional<CountedSignature> signature = find_signature(connection, key);
    if (!signature) return Error{ErrorCode::NotFound};
    CounterValues changes;
    count_signature(changes, *signature, -1);
    signature->status = status;
    count_signature(changes, *signature, 1);
    connection.query("UPDATE signature SET status = ? WHERE id = ?")
        .bind(static_cast<std::int64_t>(status))
        .bind(key.cursor)
        .run();
    add_to_counters(connection, changes);
    bump_revision(connection);
    counts = read_counts(connection, signature->campaign_id);
    return Done{};
  });
  if (!written) return written.error();
  return counts;
}

Status SqliteStore::erase_personal_data(const SignatureKey& key) {
  return writer_.run([&](Connection& connection) -> Status {
    if (!find_signature(connection, key)) return Error{ErrorCode::NotFound};
    connection.query("DELETE FROM person WHERE signature_id = ?").bind(key.cursor).run();
    bump_revision(connection);
    return Done{};
  });
}

Result<std::vector<RecountDifference>> SqliteStore::recount() {
  // Looked for in a reader's snapshot first: where all is right, nobody who signs has to wait.
  const Result<bool> right = readers_.read([](Connection& connection) -> Result<bool> {
    SQLite::Transaction snapshot(connection.database());
    return find_differences(connection).empty();
  });
  if (!right) return right.error();
  std::vector<RecountDifference> report;
  if (*right) return report;

  const Status repaired = writer_.run([&](Connection& connection) -> Status {
    const std::vector<CounterDifference> differences = find_differences(connection);
    repair(connection, differences);
    for (const CounterDifference& difference : differences) {
      Query slug = connection.query("SELECT slug FROM campaign WHERE id = ?");
      slug.bind(difference.key.campaign_id);
      const std::string campaign = slug.next() ? slug.text(0) : std::string();
      report.push_back({campaign, counter_name(difference.key), difference.kept, difference.counted});
    }
    bump_revision(connection);
    return Done{};
  });
  if (!repaired) return repaired.error();
  return report;
}

}  // namespace undersigned::store::sqlite
