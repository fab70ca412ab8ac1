// What is wrong in a campaign file, in English, for who writes it.
#pragma once

#include <string>

#include "shared/json/campaign_json.h"

namespace undersigned::app {

// To be appended to the problem's path: says what is expected there, and offers the correction if it is clear:
// "must be petition, endorsement or call", "has a path; write https://example.org".
std::string explain_problem(const CampaignFile& file, const CampaignProblem& problem);

}  // namespace undersigned::app
