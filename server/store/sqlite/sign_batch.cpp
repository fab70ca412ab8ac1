#include "server/store/sqlite/sign_batch.h"

#include <map>
#include <string>
#include <vector>

#include "server/store/sqlite/counters.h"

namespace undersigned::store::sqlite {
namespace {

class Batch {
 public:
  explicit Batch(Connection& connection) : connection_(connection) {}

  SignOutcome add(std::int64_t campaign_id, const NewSignature& signature) {
    if (!insert_signature(campaign_id, signature)) {
      if (!remove_withdrawn(campaign_id, signature)) return SignOutcome::AlreadyThere;
      insert_signature(campaign_id, signature);
    }
    const std::int64_t id = connection_.database().getLastInsertRowid();
    insert_person(id, signature.signature);
    insert_consents(id, signature);
    count_signature(
        changes_,
        {campaign_id, signature.status, signature.time_ms, signature.source.partner, signature.signature.country}, 1);
    return SignOutcome::Stored;
  }

  // 0 for a slug there is no campaign of.
  std::int64_t campaign_id(const std::string& slug) {
    const auto known = campaign_ids_.find(slug);
    if (known != campaign_ids_.end()) return known->second;
    Query find = connection_.query("SELECT id FROM campaign WHERE slug = ?");
    find.bind(slug);
    const std::int64_t id = find.next() ? find.integer(0) : 0;
    campaign_ids_.emplace(slug, id);
    return id;
  }

  void write_counters() { add_to_counters(connection_, changes_); }

 private:
  // False when this signer is in the campaign already.
  bool insert_signature(std::int64_t campaign_id, const NewSignature& signature) {
    Query insert = connection_.query(
        "INSERT INTO signature (campaign_id, status, time_ms, partner, country, kind, visibility, dedupe_key,"
        " public_id, idempotency_key, text_version, locale, origin, page, utm_source, utm_medium, utm_campaign)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (campaign_id, dedupe_key) DO NOTHING");
    const CheckedSignature& checked = signature.signature;
    const SignatureSource& source = signature.source;
    insert.bind(campaign_id).bind(static_cast<std::int64_t>(signature.status)).bind(signature.time_ms);
    insert.bind(source.partner).bind(checked.country).bind(static_cast<std::int64_t>(checked.kind));
    insert.bind(static_cast<std::int64_t>(checked.visibility));
    insert.bind_blob(signature.dedupe_key.data(), signature.dedupe_key.size());
    insert.bind(signature.public_id).bind(signature.idempotency_key).bind(checked.text_version).bind(signature.locale);
    insert.bind(source.origin).bind(source.page);
    insert.bind(source.utm_source).bind(source.utm_medium).bind(source.utm_campaign);
    return insert.run() == 1;
  }

  // Takes away this signer's withdrawn signature, if that is what there is and this is no late retry of it.
  bool remove_withdrawn(std::int64_t campaign_id, const NewSignature& signature) {
    std::int64_t id = 0;
    CountedSignature earlier;
    {
      Query find = connection_.query(
          "SELECT id, idempotency_key, time_ms, partner, country FROM signature"
          " WHERE campaign_id = ? AND dedupe_key = ? AND status = 2");
      find.bind(campaign_id).bind_blob(signature.dedupe_key.data(), signature.dedupe_key.size());
      if (!find.next()) return false;
      const bool retry = !signature.idempotency_key.empty() && find.text(1) == signature.idempotency_key;
      if (retry) return false;
      id = find.integer(0);
      earlier = {campaign_id, SignatureStatus::Withdrawn, find.integer(2), find.text(3), find.text(4)};
    }
    connection_.query("DELETE FROM signature WHERE id = ?").bind(id).run();
    count_signature(changes_, earlier, -1);
    return true;
  }

  void insert_person(std::int64_t id, const CheckedSignature& signature) {
    connection_
        .query(
            "INSERT INTO person (signature_id, name, organization, role, email, postcode, phone, comment)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(id)
        .bind(signature.name)
        .bind(signature.organization)
        .bind(signature.role)
        .bind(signature.email)
        .bind(signature.postcode)
        .bind(signature.phone)
        .bind(signature.comment)
        .run();
  }

  void insert_consents(std::int64_t id, const NewSignature& signature) {
    for (const std::string& purpose : signature.signature.consents) {
      connection_
          .query(
              "INSERT INTO consent (signature_id, purpose, text_version, time_ms) VALUES (?, ?, ?, ?)"
              " ON CONFLICT (signature_id, purpose) DO NOTHING")
          .bind(id)
          .bind(purpose)
          .bind(signature.signature.text_version)
          .bind(signature.time_ms)
          .run();
    }
  }

  Connection& connection_;
  std::map<std::string, std::int64_t> campaign_ids_;
  CounterValues changes_;
};

}  // namespace

void write_batch(Connection& connection, std::span<Signing* const> batch) {
  WriteTransaction transaction(connection);
  Batch writing(connection);
  std::vector<SignOutcome> outcomes;
  std::map<std::int64_t, Counts> counts;
  for (Signing* signing : batch) {
    signing->campaign_id = writing.campaign_id(signing->signature.campaign);
    const bool known = signing->campaign_id != 0;
    if (known) counts[signing->campaign_id] = {};
    outcomes.push_back(known ? writing.add(signing->campaign_id, signing->signature) : SignOutcome::AlreadyThere);
  }
  writing.write_counters();
  for (auto& [campaign_id, of_campaign] : counts) of_campaign = read_counts(connection, campaign_id);
  transaction.commit();

  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (batch[i]->campaign_id == 0) {
      batch[i]->result = Error{ErrorCode::UnknownCampaign, Field::Campaign};
    } else {
      batch[i]->result = Signed{outcomes[i], counts[batch[i]->campaign_id]};
    }
  }
}

}  // namespace undersigned::store::sqlite
