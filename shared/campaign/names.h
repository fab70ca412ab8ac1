// The stable names of a campaign's choices in files, the database and the API. Parsing returns ErrorCode::UnknownChoice
// for any other text.
#pragma once

#include <string_view>

#include "shared/campaign/campaign.h"

namespace undersigned {

std::string_view to_name(CampaignKind kind);          // petition, endorsement, call
std::string_view to_name(CampaignStatus status);      // draft, open, closed, won
std::string_view to_name(DemandStyle style);          // ordered, bulleted
std::string_view to_name(FieldUse use);               // off, optional, required
std::string_view to_name(ConfirmationPolicy policy);  // none, email
std::string_view to_name(LinkPurpose purpose);        // donate, more
std::string_view to_name(UpdateKind kind);            // update, delivery, decision

Result<CampaignKind> campaign_kind_from(std::string_view name);
Result<CampaignStatus> campaign_status_from(std::string_view name);
Result<DemandStyle> demand_style_from(std::string_view name);
Result<FieldUse> field_use_from(std::string_view name);
Result<ConfirmationPolicy> confirmation_policy_from(std::string_view name);
Result<LinkPurpose> link_purpose_from(std::string_view name);
Result<UpdateKind> update_kind_from(std::string_view name);

}  // namespace undersigned
