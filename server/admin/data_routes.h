// GET /admin/data/...: the dashboard's data (data_documents.h), only for signed-in users.
//
// Owners and organizers see everything. Viewers see counts, momentum and sources, which are not personal, and get 403
// for signatures. Browsers store nothing.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_data_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
