// Changes to a published campaign, each published at once as a new version (store/version_store.h).
//
// Errors: NotFound; NewerVersion if somebody else has published in the same moment, and nothing is changed; BadBody if the
// campaign is damaged in the database; and those of the store. Safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/store/version_store.h"
#include "shared/campaign/campaign.h"
#include "shared/result.h"

namespace undersigned::editing {

// What is wrong with an update: check_campaign()'s problems with the update's own members as paths ("title").
// Empty: it may be posted.
std::vector<CampaignProblem> check_update(const Update& update);

// The campaign with one update more, before those of the same or an earlier day. Its translations stay with theirs.
void add_update(Campaign& campaign, const Update& update);

// Adds the update, whose check found nothing. TooMany.
Status post_update(store::VersionStore& store, std::string_view campaign, const Update& update,
                   const store::SavedBy& saved);

Status set_status(store::VersionStore& store, std::string_view campaign, CampaignStatus status,
                  const store::SavedBy& saved);

}  // namespace undersigned::editing
