// Campaigns and partners as JSON, for campaign files and for the store.
//
// Reading is strict about types and names, so that typing mistakes are reported and not ignored. All problems are
// reported, each with its path ("campaigns[3].targets[0].phone"). Writing what was read gives an equal campaign. Never
// throws. Safe to call from any thread.
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

// Reads and checks a complete campaign file of at most limits::kCampaignFileBytesMax.
CampaignFileOutcome parse_campaign_file(std::string_view text);

// The file that parse_campaign_file() reads, with a line for each member.
std::string write_campaign_file(const CampaignFile& file);

// A single campaign or partner, as the store keeps it. Parsing returns BadBody for anything that these functions did
// not write.
std::string write_campaign(const Campaign& campaign);
Result<Campaign> parse_campaign(std::string_view text);
std::string write_partner(const Partner& partner);
Result<Partner> parse_partner(std::string_view text);

nlohmann::json to_json(const Campaign& campaign);
nlohmann::json to_json(const Partner& partner);

}  // namespace undersigned
