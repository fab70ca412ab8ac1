// SqliteStore: signing, and what happens to a signature afterwards.
#include <optional>
#include <utility>

#include "server/store/sqlite/signature_rows.h"
#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

std::optional<KnownSignature> find_signature(Connection& connection, const SignatureKey& key) {
  std::optional<KnownSignature> found = find_signature(connection, key.cursor);
  if (found && found->public_id != key.public_id) found.reset();
  return found;
}

// Two may change one signature at the same time. What its signer has withdrawn only its signer brings back, by signing
// anew; and what was ruled out is not withdrawn, or it could be signed anew.
bool may_become(SignatureStatus before, SignatureStatus after) {
  if (before == SignatureStatus::Withdrawn) return after == SignatureStatus::Withdrawn;
  return before != SignatureStatus::Invalid || after != SignatureStatus::Withdrawn;
}

}  // namespace

void SqliteStore::sign(NewSignature signature, SignCallback done) {
  writer_.carry_out({std::move(signature), std::move(done)});
}

void SqliteStore::confirm(Confirmation confirmation, SignCallback done) {
  writer_.carry_out({std::move(confirmation), std::move(done)});
}

void SqliteStore::send_again(std::string campaign, const DedupeKey& key, const MailboxKey& mailbox, std::int64_t now_ms,
                             SignCallback done) {
  writer_.carry_out({SendAgain{std::move(campaign), key, mailbox, now_ms}, std::move(done)});
}

Result<Counts> SqliteStore::set_status(const SignatureKey& key, SignatureStatus status) {
  Counts counts;
  const Status written = writer_.run([&](Connection& connection) -> Status {
    const std::optional<KnownSignature> signature = find_signature(connection, key);
    if (!signature || !may_become(signature->counted.status, status)) return Error{ErrorCode::NotFound};
    CounterValues changes;
    change_status(connection, changes, *signature, status);
    add_to_counters(connection, changes);
    bump_revision(connection);
    counts = read_counts(connection, signature->counted.campaign_id);
    return Done{};
  });
  if (!written) return written.error();
  return counts;
}

Status SqliteStore::set_visibility(const SignatureKey& key, Visibility visibility) {
  return writer_.run([&](Connection& connection) -> Status {
    if (!find_signature(connection, key)) return Error{ErrorCode::NotFound};
    connection.query("UPDATE signature SET visibility = ? WHERE id = ?")
        .bind(static_cast<std::int64_t>(visibility))
        .bind(key.cursor)
        .run();
    bump_revision(connection);
    return Done{};
  });
}

Status SqliteStore::erase_personal_data(const SignatureKey& key) {
  return writer_.run([&](Connection& connection) -> Status {
    if (!find_signature(connection, key)) return Error{ErrorCode::NotFound};
    erase_person(connection, key.cursor);
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
    report = named_differences(connection, differences);
    bump_revision(connection);
    return Done{};
  });
  if (!repaired) return repaired.error();
  return report;
}

}  // namespace undersigned::store::sqlite
