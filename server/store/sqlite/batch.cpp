#include "server/store/sqlite/batch.h"

#include <map>
#include <string>
#include <vector>

#include "server/limits.h"
#include "server/store/sqlite/confirming.h"
#include "server/store/sqlite/counters.h"
#include "server/store/sqlite/signature_rows.h"
#include "server/store/sqlite/signer_index.h"

namespace undersigned::store::sqlite {
namespace {

// Signers flushed for each operation of a batch. More than one, so that the number in memory falls again.
constexpr std::size_t kFlushedPerOperation = 2;

class Batch {
 public:
  explicit Batch(Connection& connection) : connection_(connection) {}

  // finish() sets the counts of the result, the writer its group.
  void write(Operation& operation) {
    const std::int64_t campaign_id = find_campaign(
        std::visit([](const auto& request) -> const std::string& { return request.campaign; }, operation.request));
    campaigns_.push_back(campaign_id);
    if (campaign_id == 0) {
      operation.result = Error{ErrorCode::UnknownCampaign, Field::Campaign};
      return;
    }
    const Result<SignOutcome> outcome =
        std::visit([&](const auto& request) { return act(campaign_id, request); }, operation.request);
    operation.result = outcome ? Result<Signed>(Signed{*outcome, {}, {}}) : Result<Signed>(outcome.error());
  }

  void finish(std::span<Operation* const> batch) {
    add_to_counters(connection_, changes_);
    std::map<std::int64_t, Counts> counts;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (!batch[i]->result) continue;
      const auto [of_campaign, first] = counts.try_emplace(campaigns_[i]);
      if (first) of_campaign->second = read_counts(connection_, campaigns_[i]);
      batch[i]->result.value().counts = of_campaign->second;
    }
  }

 private:
  Result<SignOutcome> act(std::int64_t campaign_id, const NewSignature& signature) {
    return add_signature(connection_, changes_, campaign_id, signature);
  }
  Result<SignOutcome> act(std::int64_t campaign_id, const Confirmation& confirmation) {
    return confirm_signature(connection_, changes_, campaign_id, confirmation);
  }
  Result<SignOutcome> act(std::int64_t campaign_id, const SendAgain& request) {
    return send_mail_again(connection_, campaign_id, request);
  }

  // 0 if there is no campaign of that slug.
  std::int64_t find_campaign(const std::string& slug) {
    const auto known = campaign_ids_.find(slug);
    if (known != campaign_ids_.end()) return known->second;
    Query find = connection_.query("SELECT id FROM campaign WHERE slug = ?");
    find.bind(slug);
    const std::int64_t id = find.next() ? find.integer(0) : 0;
    campaign_ids_.emplace(slug, id);
    return id;
  }

  Connection& connection_;
  std::map<std::string, std::int64_t> campaign_ids_;
  std::vector<std::int64_t> campaigns_;  // of each operation
  CounterValues changes_;
};

}  // namespace

std::chrono::steady_clock::duration write_batch(Connection& connection, std::span<Operation* const> batch) {
  WriteTransaction transaction(connection);
  const int changes_before = connection.database().getTotalChanges();
  Batch writing(connection);
  // Decided before the first operation, so that flushing does not depend on what a batch asks for.
  const bool full = connection.signers().is_full();
  if (batch.size() > limits::kEqualizedGroupMax) connection.signers().set_lookup(SignerIndex::Lookup::Filtered);
  for (Operation* operation : batch) writing.write(*operation);
  writing.finish(batch);
  if (full) connection.signers().flush(connection, kFlushedPerOperation * batch.size());
  if (connection.database().getTotalChanges() == changes_before) touch_disk(connection);
  const auto begun = std::chrono::steady_clock::now();
  transaction.commit();
  return std::chrono::steady_clock::now() - begun;
}

}  // namespace undersigned::store::sqlite
