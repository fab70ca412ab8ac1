// SqliteStore: signing, and later changes of a signature.
#include <filesystem>
#include <optional>
#include <utility>

#include "server/store/sqlite/confirming.h"
#include "server/store/sqlite/removals.h"
#include "server/store/sqlite/requests.h"
#include "server/store/sqlite/set_aside.h"
#include "server/store/sqlite/signature_rows.h"
#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

std::optional<KnownSignature> find_signature(Connection& connection, const SignatureKey& key) {
  std::optional<KnownSignature> found = find_signature(connection, key.cursor);
  if (found && found->public_id != key.public_id) found.reset();
  return found;
}

// Two organizers may change one signature at the same time. What its signer has withdrawn, only the signer can bring
// back, by signing again. A rejected signature cannot be withdrawn: it does not count, and it stays known as rejected.
bool may_become(Connection& connection, const KnownSignature& signature, SignatureStatus after) {
  const SignatureStatus before = signature.counted.status;
  if (after == before) return true;
  if (after == SignatureStatus::Pending || before == SignatureStatus::Withdrawn) return false;
  if (before == SignatureStatus::Pending) return may_be_settled(connection, signature);
  return before != SignatureStatus::Invalid || after != SignatureStatus::Withdrawn;
}

void set_status_of(Connection& connection, CounterValues& changes, const KnownSignature& signature,
                   SignatureStatus status) {
  if (signature.counted.status == SignatureStatus::Pending && status != SignatureStatus::Pending) {
    return settle_request(connection, changes, signature, status, signature.suspicion);
  }
  settle_signature(connection, changes, signature, status);
}

bool was_given(Connection& connection, std::int64_t signature_id, std::string_view purpose) {
  Query find = connection.query("SELECT 1 FROM consent WHERE signature_id = ? AND purpose = ?");
  find.bind(signature_id).bind(purpose);
  return find.next();
}

}  // namespace

void SqliteStore::sign(NewSignature signature, SignCallback done) {
  writer_.submit({std::move(signature), std::move(done)});
}

void SqliteStore::confirm(Confirmation confirmation, SignCallback done) {
  writer_.submit({std::move(confirmation), std::move(done)});
}

Result<SignatureRecord> SqliteStore::request_behind_link(const Confirmation& link) {
  return readers_.read([&](Connection& connection) -> Result<SignatureRecord> {
    SQLite::Transaction snapshot(connection.database());
    return find_request_of_link(connection, link);
  });
}

void SqliteStore::send_again(SendAgain request, SignCallback done) {
  writer_.submit({std::move(request), std::move(done)});
}

Result<Counts> SqliteStore::set_status(const SignatureKey& key, SignatureStatus status) {
  Counts counts;
  const Status written = writer_.run([&](Connection& connection) -> Status {
    const std::optional<KnownSignature> signature = find_signature(connection, key);
    if (!signature || !may_become(connection, *signature, status)) return Error{ErrorCode::NotFound};
    CounterValues changes;
    note_status(connection, *signature, status);
    set_status_of(connection, changes, *signature, status);
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
    note_visibility(connection, key.cursor, visibility);
    bump_revision(connection);
    return Done{};
  });
}

void SqliteStore::erase_aside(const std::vector<SignatureKey>& keys) {
  const std::string folder = std::filesystem::path(file_.path).parent_path().string();
  if (erase_in_set_aside(folder, keys) || !report_) return;
  report_("erased data is still in a database that `restore` has replaced: delete " + file_.path + ".before.*");
}

Status SqliteStore::withdraw_consent(const SignatureKey& key, std::string_view purpose, std::int64_t now_ms) {
  return writer_.run([&](Connection& connection) -> Status {
    if (!find_signature(connection, key)) return Error{ErrorCode::NotFound};
    const int withdrawn =
        connection
            .query(
                "UPDATE consent SET withdrawn_ms = ? WHERE signature_id = ? AND purpose = ? AND withdrawn_ms IS NULL")
            .bind(now_ms)
            .bind(key.cursor)
            .bind(purpose)
            .run();
    if (withdrawn > 0) note_consent_withdrawn(connection, key.cursor, purpose, now_ms);
    if (withdrawn == 0 && !was_given(connection, key.cursor, purpose)) return Error{ErrorCode::NotFound};
    return Done{};
  });
}

// With the void requests of its signer, a few in each transaction.
Status SqliteStore::erase_personal_data(const SignatureKey& key) {
  bool void_left = true;
  while (void_left) {
    const Status written = writer_.run([&](Connection& connection) -> Status {
      const std::optional<KnownSignature> signature = find_to_erase(connection, key.cursor);
      if (!signature || signature->public_id != key.public_id) return Error{ErrorCode::NotFound};
      CounterValues changes;
      if (erase_person(connection, key.cursor)) note_removal(connection, key.cursor, RemovalKind::Erased);
      void_left = sweep_requests_of(connection, changes, signature->counted.campaign_id, signature->dedupe_key);
      add_to_counters(connection, changes);
      bump_revision(connection);
      return Done{};
    });
    if (!written) return written;
  }
  erase_aside({key});
  return Done{};
}

Status SqliteStore::set_comment(const SignatureKey& key, CommentState state) {
  const bool hidden = state == CommentState::Hidden;
  return writer_.run([&](Connection& connection) -> Status {
    if (!find_signature(connection, key)) return Error{ErrorCode::NotFound};
    connection.query("UPDATE signature SET comment_hidden = ? WHERE id = ?")
        .bind(std::int64_t{hidden ? 1 : 0})
        .bind(key.cursor)
        .run();
    delete_removal(connection, key.cursor, RemovalKind::CommentHidden);
    if (hidden) note_removal(connection, key.cursor, RemovalKind::CommentHidden);
    bump_revision(connection);
    return Done{};
  });
}

Result<std::vector<RecountDifference>> SqliteStore::recount() {
  // Checked in a reader's snapshot first: if all is right, no signer has to wait.
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
