#include "server/store/sqlite/requests.h"

#include "server/limits.h"
#include "server/store/sqlite/outbox.h"
#include "server/store/sqlite/signer_index.h"
#include "server/store/sqlite/sqlite_store.h"

namespace undersigned::store::sqlite {
namespace {

struct Settled {
  DedupeKey key{};
  std::int64_t campaign_id = 0;
  std::int64_t up_to = 0;
};

// The signer's requests up to this id are void; 0: none is.
std::int64_t void_up_to(Connection& connection, std::int64_t campaign_id, const DedupeKey& key) {
  Query find = connection.query("SELECT up_to FROM settled_signer WHERE dedupe_key = ? AND campaign_id = ?");
  find.bind_blob(key.data(), key.size()).bind(campaign_id);
  return find.next() ? find.integer(0) : 0;
}

std::int64_t newest_request(Connection& connection, std::int64_t campaign_id, const DedupeKey& key) {
  Query find = connection.query(
      "SELECT coalesce(max(id), 0) FROM signature INDEXED BY signature_request"
      " WHERE status = 0 AND dedupe_key = ? AND campaign_id = ?");
  find.bind_blob(key.data(), key.size()).bind(campaign_id);
  find.next();
  return find.integer(0);
}

std::vector<std::int64_t> some_requests(Connection& connection, const Settled& settled, std::size_t max) {
  std::vector<std::int64_t> ids;
  Query rows = connection.query(
      "SELECT id FROM signature INDEXED BY signature_request"
      " WHERE status = 0 AND dedupe_key = ? AND campaign_id = ? AND id <= ? LIMIT ?");
  rows.bind_blob(settled.key.data(), settled.key.size()).bind(settled.campaign_id).bind(settled.up_to);
  rows.bind(static_cast<std::int64_t>(max));
  while (rows.next()) ids.push_back(rows.integer(0));
  return ids;
}

// Returns whether those were all. `heir` 0: no signature is left to send for.
bool remove_some(Connection& connection, CounterValues& changes, const Settled& settled, std::int64_t heir) {
  const std::vector<std::int64_t> ids = some_requests(connection, settled, limits::kRequestsVoidedAtOnce);
  for (const std::int64_t id : ids) {
    if (heir != 0) move_my_codes(connection, id, heir);
    remove_signature(connection, changes, listed_signature(connection, id));
  }
  return ids.size() < limits::kRequestsVoidedAtOnce;
}

std::vector<Settled> some_settled(Connection& connection) {
  std::vector<Settled> found;
  Query rows = connection.query(
      "SELECT dedupe_key, campaign_id, up_to FROM settled_signer WHERE length(dedupe_key) = 16 LIMIT ?");
  rows.bind(static_cast<std::int64_t>(limits::kSettledSignersAtOnce));
  while (rows.next()) {
    Settled settled{{}, rows.integer(1), rows.integer(2)};
    rows.blob(0, settled.key.data(), settled.key.size());
    found.push_back(settled);
  }
  return found;
}

// Deletes the next requests of a settled signer. False: there are no more, and the signer is forgotten.
bool sweep(Connection& connection, CounterValues& changes, const Settled& settled) {
  const auto own = connection.signers().find(connection, settled.campaign_id, settled.key);
  if (!remove_some(connection, changes, settled, own.value_or(0))) return true;
  connection.query("DELETE FROM settled_signer WHERE dedupe_key = ? AND campaign_id = ?")
      .bind_blob(settled.key.data(), settled.key.size())
      .bind(settled.campaign_id)
      .run();
  return false;
}

}  // namespace

std::optional<std::int64_t> find_request(Connection& connection, std::int64_t campaign_id, const DedupeKey& key,
                                         const std::string& ticket) {
  if (ticket.empty()) return {};  // for example after the record was erased
  Query find = connection.query(
      "SELECT id FROM signature INDEXED BY signature_request"
      " WHERE status = 0 AND dedupe_key = ? AND campaign_id = ? AND idempotency_key = ?");
  find.bind_blob(key.data(), key.size()).bind(campaign_id).bind(ticket);
  if (!find.next()) return {};
  return find.integer(0);
}

bool is_void(Connection& connection, const KnownSignature& request) {
  return request.id <= void_up_to(connection, request.counted.campaign_id, request.dedupe_key);
}

bool may_be_settled(Connection& connection, const KnownSignature& request) {
  const std::int64_t campaign_id = request.counted.campaign_id;
  if (is_void(connection, request)) return false;
  const std::optional<KnownSignature> own = find_signer(connection, campaign_id, request.dedupe_key);
  return !own || !is_counted(*own);
}

void settle_request(Connection& connection, CounterValues& changes, const KnownSignature& request,
                    SignatureStatus status, Suspicions suspicion) {
  const std::int64_t campaign_id = request.counted.campaign_id;
  const bool stands = status == SignatureStatus::Confirmed || status == SignatureStatus::Quarantined;
  if (const auto own = find_signer(connection, campaign_id, request.dedupe_key)) {
    if (!stands && own->counted.status != SignatureStatus::Withdrawn) {
      move_my_codes(connection, request.id, own->id);
      return remove_signature(connection, changes, request);
    }
    if (status != SignatureStatus::Confirmed) suspicion |= suspicion_of_earlier(own);
    replace_signature(connection, changes, *own, request.id);
  }
  change_status(connection, changes, request, status);
  if (suspicion != request.suspicion) {
    connection.query("UPDATE signature SET suspicion = ? WHERE id = ?")
        .bind(static_cast<std::int64_t>(suspicion))
        .bind(request.id)
        .run();
  }
  const Signer signer{request.dedupe_key, campaign_id, request.id};
  if (signer.key != deleted_key(signer.signature_id)) connection.signers().add(connection, signer);
  if (stands) void_requests(connection, changes, signer);
}

void settle_signature(Connection& connection, CounterValues& changes, const KnownSignature& signature,
                      SignatureStatus status) {
  change_status(connection, changes, signature, status);
  if (status != SignatureStatus::Confirmed) return;
  void_requests(connection, changes, {signature.dedupe_key, signature.counted.campaign_id, signature.id});
}

void void_requests(Connection& connection, CounterValues& changes, const Signer& heir) {
  const std::int64_t up_to = newest_request(connection, heir.campaign_id, heir.key);
  if (up_to == 0 || remove_some(connection, changes, {heir.key, heir.campaign_id, up_to}, heir.signature_id)) return;
  connection
      .query(
          "INSERT INTO settled_signer (dedupe_key, campaign_id, up_to) VALUES (?, ?, ?)"
          " ON CONFLICT (dedupe_key, campaign_id) DO UPDATE SET up_to = excluded.up_to")
      .bind_blob(heir.key.data(), heir.key.size())
      .bind(heir.campaign_id)
      .bind(up_to)
      .run();
  connection.set_void_requests_left(true);
}

bool sweep_requests(Connection& connection) {
  CounterValues changes;
  bool more = false;
  const std::vector<Settled> found = some_settled(connection);
  for (const Settled& settled : found) {
    more = sweep(connection, changes, settled);
    if (more) break;
  }
  add_to_counters(connection, changes);
  if (!changes.empty()) bump_revision(connection);
  return more || found.size() == limits::kSettledSignersAtOnce;
}

bool sweep_requests_of(Connection& connection, CounterValues& changes, std::int64_t campaign_id, const DedupeKey& key) {
  const std::int64_t up_to = void_up_to(connection, campaign_id, key);
  return up_to != 0 && sweep(connection, changes, {key, campaign_id, up_to});
}

std::vector<std::int64_t> requests_of_mailbox(Connection& connection, std::int64_t campaign_id,
                                              const CampaignMailbox& mailbox, std::int64_t before,
                                              VoidRequests void_ones) {
  const auto [first, last] = keys_of(mailbox);
  std::vector<std::int64_t> ids;
  Query rows = connection.query(
      "SELECT id FROM signature INDEXED BY signature_request"
      " WHERE status = 0 AND dedupe_key BETWEEN ? AND ? AND campaign_id = ? AND id < ?"
      " AND (? OR NOT EXISTS (SELECT 1 FROM settled_signer AS settled"
      " WHERE settled.dedupe_key = signature.dedupe_key AND settled.campaign_id = signature.campaign_id"
      " AND settled.up_to >= signature.id)) ORDER BY id DESC LIMIT ?");
  rows.bind_blob(first.data(), first.size()).bind_blob(last.data(), last.size()).bind(campaign_id).bind(before);
  rows.bind(std::int64_t{void_ones == VoidRequests::Included ? 1 : 0});
  rows.bind(static_cast<std::int64_t>(limits::kOwnRequestsMax));
  while (rows.next()) ids.push_back(rows.integer(0));
  return ids;
}

}  // namespace undersigned::store::sqlite
