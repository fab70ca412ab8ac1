// SqliteStore: decisions of organizers on several signatures at once.
#include <optional>
#include <string>
#include <vector>

#include "server/limits.h"
#include "server/store/sqlite/audit_seal.h"
#include "server/store/sqlite/removals.h"
#include "server/store/sqlite/requests.h"
#include "server/store/sqlite/signature_rows.h"
#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

std::vector<std::int64_t> ids_with_suspicion(Connection& connection, std::int64_t campaign_id, Suspicions suspicion) {
  std::vector<std::int64_t> ids;
  // SQLite uses the index only if the WHERE clause repeats the index's own.
  Query query = connection.query(
      "SELECT id FROM signature INDEXED BY signature_quarantined"
      " WHERE campaign_id = ? AND status = 4 AND suspicion = ? ORDER BY id LIMIT ?");
  query.bind(campaign_id)
      .bind(static_cast<std::int64_t>(suspicion))
      .bind(static_cast<std::int64_t>(limits::kQuarantineStepRows));
  while (query.next()) ids.push_back(query.integer(0));
  return ids;
}

std::vector<std::int64_t> ids_named(Connection& connection, const std::vector<SignatureKey>& keys) {
  std::vector<std::int64_t> ids;
  for (const SignatureKey& key : keys) {
    if (ids.size() == limits::kQuarantineStepRows) break;
    const std::optional<KnownSignature> found = find_signature(connection, key.cursor);
    if (found && found->public_id == key.public_id) ids.push_back(found->id);
  }
  return ids;
}

std::vector<AuditRow> note_decision(Connection& connection, const QuarantineChoice& choice, SignatureStatus status,
                                    const DecisionNote& note, const std::vector<std::string>& public_ids) {
  const AuditAction action =
      status == SignatureStatus::Confirmed ? AuditAction::SignatureReleased : AuditAction::SignatureRuledOut;
  std::vector<std::string> subjects = public_ids;
  if (choice.keys.empty() && !public_ids.empty()) {
    subjects = {choice.campaign + " " + std::to_string(public_ids.size())};
  }
  std::vector<AuditRow> entries;
  entries.reserve(subjects.size());
  for (const std::string& subject : subjects) {
    entries.push_back(append_audit(connection, {note.time_ms, note.actor, action, subject}, note.link));
  }
  return entries;
}

}  // namespace

Result<Decided> SqliteStore::decide_quarantined(const QuarantineChoice& choice, SignatureStatus status,
                                                const DecisionNote& note) {
  Decided decided;
  const Status written = writer_.run([&](Connection& connection) -> Status {
    Query campaign = connection.query("SELECT id FROM campaign WHERE slug = ?");
    campaign.bind(choice.campaign);
    if (!campaign.next()) return Error{ErrorCode::UnknownCampaign};
    const std::int64_t campaign_id = campaign.integer(0);
    CounterValues changes;
    for (const std::int64_t id : choice.keys.empty() ? ids_with_suspicion(connection, campaign_id, choice.suspicion)
                                                     : ids_named(connection, choice.keys)) {
      const std::optional<KnownSignature> signature = find_signature(connection, id);
      if (!signature) continue;  // damaged
      const CountedSignature& counted = signature->counted;
      if (counted.campaign_id != campaign_id || counted.status != SignatureStatus::Quarantined) continue;
      note_status(connection, *signature, status);
      settle_signature(connection, changes, *signature, status);
      decided.public_ids.push_back(signature->public_id);
    }
    add_to_counters(connection, changes);
    if (!decided.public_ids.empty()) bump_revision(connection);
    decided.entries = note_decision(connection, choice, status, note, decided.public_ids);
    decided.counts = read_counts(connection, campaign_id);
    return Done{};
  });
  if (!written) return written.error();
  return decided;
}

}  // namespace undersigned::store::sqlite
