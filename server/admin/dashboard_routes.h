// GET /admin: the dashboard's page. It holds a plain table of all counts, for browsers without WebAssembly or WebGL2.
// The script replaces it by the dashboard.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_dashboard_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
