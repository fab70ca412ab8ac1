// Campaigns and partners as JSON: the campaign file's form, and the document the store keeps.
//
// Reading is strict about types and names, so that a typing mistake in a file is said and not swallowed; every problem
// is reported with its path ("campaigns[3].targets[0].phone"), not only the first. Writing what was read gives an
// equal campaign. Never throws. Safe to call from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/campaign/campaign.h"

namespace undersigned {

struct CampaignFile {
  std::vector<Campaign> campaigns;
  std::vector<Partner> partners;
};

struct CampaignFileOutcome {
  CampaignFile file;
  std::vector<CampaignProblem> problems;  // empty: the file may be imported

  [[nodiscard]] bool ok() const { return problems.empty(); }
};

// Reads and checks a whole campaign file of at most limits::kCampaignFileBytesMax.
CampaignFileOutcome parse_campaign_file(std::string_view text);

// One campaign or partner, as the store keeps it. Parsing gives BadBody for anything these functions did not write.
std::string write_campaign(const Campaign& campaign);
Result<Campaign> parse_campaign(std::string_view text);
std::string write_partner(const Partner& partner);
Result<Partner> parse_partner(std::string_view text);

nlohmann::json to_json(const Campaign& campaign);
nlohmann::json to_json(const Partner& partner);

}  // namespace undersigned
