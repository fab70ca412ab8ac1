// GET /admin/data/...: what the dashboard shows (data_documents.h), for signed-in organizers only.
//
// Owners and organizers see everything. Viewers see counts, momentum and sources, which are not personal, and get 403
// for the signatures themselves. Nothing is stored by the browser.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` outlives the server.
void add_data_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
