// The campaigns' pages in admin mode: GET /admin/campaigns, and a campaign's page with ?campaign=SLUG; POST
// /admin/campaigns/state and /admin/campaigns/update. All need accounts::Right::EditCampaigns.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

void add_campaigns_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
