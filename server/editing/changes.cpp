#include "server/editing/changes.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include "shared/limits.h"

namespace undersigned::editing {
namespace {

// An Error of `change` is returned, and nothing is published.
Status publish_changed(store::VersionStore& store, std::string_view slug, const store::SavedBy& saved,
                       const std::function<Status(Campaign&)>& change) {
  auto published = store.published(slug);
  if (!published) return published.error();
  Campaign& campaign = published.value().campaign;
  if (const Status changed = change(campaign); !changed) return changed;
  const auto number = store.publish(campaign, saved, published->newest);
  if (!number) return number.error();
  return Done{};
}

}  // namespace

std::vector<CampaignProblem> check_update(const Update& update) {
  constexpr std::string_view kPath = "updates[0].";
  Campaign campaign;
  campaign.updates = {update};
  std::vector<CampaignProblem> problems;
  for (const CampaignProblem& problem : check_campaign(campaign)) {
    if (problem.path.starts_with(kPath)) problems.push_back({problem.code, problem.path.substr(kPath.size())});
  }
  return problems;
}

void add_update(Campaign& campaign, const Update& update) {
  const auto place = std::find_if(campaign.updates.begin(), campaign.updates.end(),
                                  [&](const Update& other) { return other.date <= update.date; });
  const std::ptrdiff_t index = place - campaign.updates.begin();
  campaign.updates.insert(place, update);
  for (Translation& translation : campaign.translations) {
    if (static_cast<std::ptrdiff_t>(translation.updates.size()) <= index) continue;
    translation.updates.insert(translation.updates.begin() + index, Update{});
  }
}

Status post_update(store::VersionStore& store, std::string_view campaign, const Update& update,
                   const store::SavedBy& saved) {
  return publish_changed(store, campaign, saved, [&](Campaign& changed) -> Status {
    if (changed.updates.size() >= limits::kUpdatesMax) return Error{ErrorCode::TooMany};
    add_update(changed, update);
    return Done{};
  });
}

Status set_status(store::VersionStore& store, std::string_view campaign, CampaignStatus status,
                  const store::SavedBy& saved) {
  return publish_changed(store, campaign, saved, [&](Campaign& changed) -> Status {
    changed.status = status;
    return Done{};
  });
}

}  // namespace undersigned::editing
