#include "server/campaigns/catalog.h"

#include <utility>

#include "server/campaigns/markdown.h"
#include "shared/json/campaign_json.h"

namespace undersigned::campaigns {
namespace {

EntryPointer make_entry(store::StoredCampaign stored, std::string document, std::shared_ptr<LiveCount> count) {
  auto entry = std::make_shared<Entry>();
  entry->campaign = std::move(stored.campaign);
  entry->text_version = std::move(stored.text_version);
  entry->document = std::move(document);
  entry->rules = sign_rules(entry->campaign, entry->text_version);
  entry->count = std::move(count);
  for (const Locale locale : kLocales) {
    LocalizedText& text = entry->texts[static_cast<std::size_t>(locale)];
    text.campaign = localized(entry->campaign, locale_tag(locale));
    text.body_on_page = to_nodes(text.campaign.body, 2);
    text.body_in_widget = to_nodes(text.campaign.body, 3);
  }
  return entry;
}

}  // namespace

EntryPointer Snapshot::any(std::string_view slug) const {
  const auto found = by_slug_.find(slug);
  return found == by_slug_.end() ? nullptr : found->second;
}

EntryPointer Snapshot::published(std::string_view slug) const {
  EntryPointer entry = any(slug);
  if (entry != nullptr && entry->campaign.status == CampaignStatus::Draft) entry = nullptr;
  return entry;
}

const Partner* Snapshot::partner(std::string_view id) const {
  const auto found = partners_.find(id);
  return found == partners_.end() ? nullptr : &found->second;
}

const Partner* Snapshot::partner_with_origin(std::string_view origin) const {
  const auto found = partner_by_origin_.find(origin);
  return found == partner_by_origin_.end() ? nullptr : partner(found->second);
}

std::uint64_t Snapshot::public_generation(std::int64_t now_ms) const {
  std::uint64_t sum = 0;
  for (const EntryPointer& entry : all_) sum += entry->count->read_public(now_ms).generation;
  return sum;
}

Catalog::Catalog(store::CampaignStore& store) : store_(store), snapshot_(std::make_shared<const Snapshot>()) {}

std::shared_ptr<const Snapshot> Catalog::snapshot() const {
  const base::MutexLock lock(mutex_);
  return snapshot_;
}

Result<std::shared_ptr<Snapshot>> Catalog::read(const Snapshot& old) {
  Result<std::vector<store::StoredCampaign>> campaigns = store_.campaigns();
  if (!campaigns) return campaigns.error();
  Result<std::vector<Partner>> partners = store_.partners();
  if (!partners) return partners.error();

  auto snapshot = std::make_shared<Snapshot>();
  for (store::StoredCampaign& stored : campaigns.value()) {
    std::string document = write_campaign(stored.campaign);
    const auto before = old.by_slug_.find(stored.campaign.slug);
    const EntryPointer known = before == old.by_slug_.end() ? nullptr : before->second;
    EntryPointer entry = known;
    if (known == nullptr || known->document != document) {
      auto count = known == nullptr ? std::make_shared<LiveCount>() : known->count;
      entry = make_entry(std::move(stored), std::move(document), std::move(count));
    }
    snapshot->by_slug_.emplace(entry->campaign.slug, entry);
    snapshot->all_.push_back(std::move(entry));
  }
  for (Partner& partner : partners.value()) {
    for (const std::string& origin : partner.origins) snapshot->partner_by_origin_.emplace(origin, partner.id);
    std::string id = partner.id;
    snapshot->partners_.emplace(std::move(id), std::move(partner));
  }
  return snapshot;
}

Status Catalog::read_counts(const Snapshot& snapshot) {
  std::vector<std::uint64_t> started_from;
  started_from.reserve(snapshot.all().size());
  for (const EntryPointer& entry : snapshot.all()) started_from.push_back(entry->count->read().generation);

  const Result<std::map<std::string, store::Counts>> counts = store_.counts();
  if (!counts) return counts.error();
  bool complete = true;
  for (std::size_t i = 0; i < snapshot.all().size(); ++i) {
    const Entry& entry = *snapshot.all()[i];
    const auto found = counts->find(entry.campaign.slug);
    const store::Counts read = found == counts->end() ? store::Counts{} : found->second;
    complete = entry.count->reloaded(read, started_from[i]) && complete;
  }
  if (!complete) return Error{ErrorCode::Busy, Field::None};
  return Done{};
}

Status Catalog::reload() {
  Result<std::shared_ptr<Snapshot>> fresh = read(*snapshot());
  if (!fresh) return fresh.error();
  const Status counted = read_counts(**fresh);
  if (!counted && counted.error().code != ErrorCode::Busy) return counted;
  const base::MutexLock lock(mutex_);
  snapshot_ = std::move(fresh).value();
  return counted;
}

}  // namespace undersigned::campaigns
