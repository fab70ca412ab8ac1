// The pages of the campaigns: the list, and the page of one, with its state, the form of an update and its versions.
//
// Pure and safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/accounts/session.h"
#include "server/campaigns/catalog.h"
#include "server/store/version_store.h"
#include "shared/campaign/campaign.h"
#include "shared/locale/locale.h"
#include "shared/view/node.h"

namespace undersigned::admin {

// The address of a campaign's page in admin mode.
std::string campaign_address(const std::string& slug);

view::Nodes campaigns_content(const campaigns::Snapshot& snapshot, Locale locale);

struct CampaignPageView {
  Campaign campaign;  // as it is published
  std::vector<store::VersionHead> versions;
  Update typed;                           // the form's values
  std::vector<CampaignProblem> problems;  // of the typed update: its members as paths
  std::string refusal;                    // why the last change was refused; may be empty
  std::string notice;                     // the result of the last change; may be empty
};

view::Nodes campaign_content(const CampaignPageView& view, const accounts::SignedIn& who, Locale locale);

}  // namespace undersigned::admin
