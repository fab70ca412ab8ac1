#include "server/store/sqlite/signer_index.h"

#include <algorithm>
#include <random>

#include "server/store/sqlite/connection.h"

namespace undersigned::store::sqlite {
namespace {

std::int64_t integer_of(Query query) {
  return query.next() ? query.integer(0) : 0;
}

std::int64_t random_number() {
  std::random_device random;
  return static_cast<std::int64_t>(((std::uint64_t{random()} << 32U) | random()) >> 1U) + 1;
}

bool same_signer(const Signer& a, const Signer& b) {
  return a.key == b.key && a.campaign_id == b.campaign_id;
}

}  // namespace

SignerIndex::SignerIndex(std::size_t recent_max) : recent_max_(recent_max), own_number_(random_number()) {}

CampaignMailbox mailbox_of(const DedupeKey& key) {
  CampaignMailbox mailbox{};
  std::copy_n(key.begin(), mailbox.size(), mailbox.begin());
  return mailbox;
}

DedupeKey deleted_key(std::int64_t id) {
  DedupeKey key{};
  auto left = static_cast<std::uint64_t>(id);
  for (std::size_t i = key.size(); i > kMailboxBytes; --i, left >>= 8U) {
    key[i - 1] = static_cast<std::uint8_t>(left & 0xFFU);
  }
  return key;
}

std::pair<DedupeKey, DedupeKey> keys_of(const CampaignMailbox& mailbox) {
  DedupeKey first{};
  DedupeKey last{};
  last.fill(0xFF);
  std::copy(mailbox.begin(), mailbox.end(), first.begin());
  std::copy(mailbox.begin(), mailbox.end(), last.begin());
  return {first, last};
}

void find_in_table(Connection& connection, std::int64_t campaign_id, const CampaignMailbox& mailbox, std::size_t max,
                   std::vector<Signer>& found) {
  const auto [first, last] = keys_of(mailbox);
  Query rows = connection.query(
      "SELECT dedupe_key, signature_id FROM signer WHERE dedupe_key BETWEEN ? AND ? AND campaign_id = ? LIMIT ?");
  rows.bind_blob(first.data(), first.size()).bind_blob(last.data(), last.size()).bind(campaign_id);
  rows.bind(static_cast<std::int64_t>(max));
  while (rows.next()) {
    Signer signer{{}, campaign_id, rows.integer(1)};
    if (rows.blob(0, signer.key.data(), signer.key.size())) found.push_back(signer);
  }
}

std::vector<Signer> SignerIndex::of_mailbox(Connection& connection, std::int64_t campaign_id,
                                            const CampaignMailbox& mailbox, std::size_t max) {
  load(connection);
  std::vector<Signer> found;
  recent_.find(mailbox, found);
  std::erase_if(found, [&](const Signer& signer) { return signer.campaign_id != campaign_id; });
  if (lookup_ == Lookup::Filtered && !filter_.may_have(mailbox)) return found;
  // Searched even if it was found in memory, so that the duration is the same (timing side channel). After a reload, a
  // signer may be in both.
  std::vector<Signer> earlier;
  find_in_table(connection, campaign_id, mailbox, max, earlier);
  for (const Signer& signer : earlier) {
    const auto same = [&](const Signer& other) { return same_signer(signer, other); };
    if (found.size() < max && std::none_of(found.begin(), found.end(), same)) found.push_back(signer);
  }
  return found;
}

std::optional<std::int64_t> SignerIndex::find(Connection& connection, std::int64_t campaign_id, const DedupeKey& key) {
  load(connection);
  const std::optional<std::int64_t> recent = recent_.find(campaign_id, key);
  if (lookup_ == Lookup::Filtered && (recent || !filter_.may_have(mailbox_of(key)))) return recent;
  Query find = connection.query("SELECT signature_id FROM signer WHERE dedupe_key = ? AND campaign_id = ?");
  find.bind_blob(key.data(), key.size()).bind(campaign_id);
  const std::int64_t in_table = find.next() ? find.integer(0) : 0;
  if (recent || in_table == 0) return recent;
  return in_table;
}

void SignerIndex::add(Connection& connection, const Signer& signer) {
  load(connection);
  changed_ = true;
  // A signature that is not after `signer_progress` at the end of this pass would not be read again: a request that
  // waited for long, or an id that SQLite reuses after the highest row was deleted. So it goes into the table at once.
  if (signer.signature_id <= pass_begin_) insert(connection, signer);
  newest_ = std::max(newest_, signer.signature_id);
  recent_.add(signer);
}

void SignerIndex::remove(Connection& connection, std::int64_t campaign_id, const DedupeKey& key) {
  load(connection);
  changed_ = true;
  recent_.remove(campaign_id, key);
  connection.query("DELETE FROM signer WHERE dedupe_key = ? AND campaign_id = ?")
      .bind_blob(key.data(), key.size())
      .bind(campaign_id)
      .run();
}

void SignerIndex::flush(Connection& connection, std::size_t count) {
  load(connection);
  changed_ = flushed_ = true;
  const RecentSigners::FlushBatch next = recent_.next_batch(count);
  for (const Signer& signer : next.signers) insert(connection, signer);
  if (!next.ends_pass) return;
  connection.query("UPDATE signer_progress SET merged_to = ?").bind(pass_begin_).run();
  pass_begin_ = newest_;
}

void SignerIndex::insert(Connection& connection, const Signer& signer) {
  filter_.add(mailbox_of(signer.key));
  connection
      .query(
          "INSERT INTO signer (dedupe_key, campaign_id, signature_id) VALUES (?, ?, ?)"
          " ON CONFLICT (dedupe_key, campaign_id) DO UPDATE SET signature_id = excluded.signature_id")
      .bind_blob(signer.key.data(), signer.key.size())
      .bind(signer.campaign_id)
      .bind(signer.signature_id)
      .run();
}

void SignerIndex::load(Connection& connection) {
  if (looked_) return;
  const std::int64_t data_version = integer_of(connection.query("PRAGMA data_version"));
  looked_ = true;
  if (loaded_ && data_version == data_version_) return;
  data_version_ = data_version;
  const bool own = integer_of(connection.query("SELECT owner FROM signer_progress")) == own_number_;
  if (!own) {
    filter_whole_ = false;
    loaded_ = false;
    changed_ = true;
    connection.query("UPDATE signer_progress SET owner = ?").bind(own_number_).run();
  }
  if (!filter_whole_) load_filter(connection);
  if (!loaded_) load_recent(connection);
}

void SignerIndex::load_filter(Connection& connection) {
  const std::int64_t newest = integer_of(connection.query("SELECT max(id) FROM signature"));
  filter_.reset_for(static_cast<std::size_t>(std::max<std::int64_t>(newest, 0)));
  Query rows = connection.query("SELECT dedupe_key FROM signer");
  DedupeKey key{};
  while (rows.next()) {
    if (rows.blob(0, key.data(), key.size())) filter_.add(mailbox_of(key));
  }
  filter_whole_ = true;
}

void SignerIndex::load_recent(Connection& connection) {
  ++loads_;
  recent_.clear();
  newest_ = integer_of(connection.query("SELECT merged_to FROM signer_progress"));
  Query rows =
      connection.query("SELECT id, campaign_id, dedupe_key FROM signature WHERE id > ? AND status <> 0 ORDER BY id");
  rows.bind(newest_);
  while (rows.next()) {
    Signer signer{{}, rows.integer(1), rows.integer(0)};
    newest_ = signer.signature_id;
    if (!rows.blob(2, signer.key.data(), signer.key.size())) continue;  // damaged
    if (signer.key != deleted_key(signer.signature_id)) recent_.add(signer);
  }
  pass_begin_ = newest_;
  loaded_ = true;
}

void SignerIndex::committed() {
  if (flushed_) recent_.finish_batch();
  looked_ = changed_ = flushed_ = false;
  lookup_ = Lookup::Uniform;
}

void SignerIndex::rolled_back() {
  if (changed_) loaded_ = false;
  looked_ = changed_ = flushed_ = false;
  lookup_ = Lookup::Uniform;
}

void SignerIndex::invalidate() {
  loaded_ = looked_ = changed_ = flushed_ = false;
  lookup_ = Lookup::Uniform;
}

std::optional<std::vector<Signer>> SignerIndex::recent_of_mailbox(const CampaignMailbox& mailbox) const {
  const std::uint64_t loads = loads_;
  if (!loaded_) return {};
  std::vector<Signer> found;
  recent_.find(mailbox, found);
  if (loads != loads_) return {};
  return found;
}

}  // namespace undersigned::store::sqlite
