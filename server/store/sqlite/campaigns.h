// The rows of campaigns and partners. A damaged row must not affect the others.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <string>

#include "server/store/sqlite/connection.h"
#include "shared/campaign/campaign.h"
#include "shared/result.h"

namespace undersigned::store::sqlite {

// The document is valid and has this slug, so that it can be served.
bool is_readable_campaign(const std::string& slug, const std::string& document);
bool is_readable_partner(const std::string& slug, const std::string& document);

// Adds or replaces what people see of the campaign, and keeps what they are asked to agree to.
void write_published(Connection& connection, const Campaign& campaign, const std::string& document);

// Those that no version of a campaign has any more. A file's name begins with the picture's id, of 16 characters.
void remove_unused_pictures(Connection& connection);

// TooMany if there are more than limits::kCampaignsMax.
Status check_campaign_count(Connection& connection);

}  // namespace undersigned::store::sqlite
