// GET /admin: the dashboard's page. It holds a plain table of every campaign's counts, which is all there is where
// WebAssembly or WebGL2 is missing; the script puts the dashboard in its place.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` outlives the server.
void add_dashboard_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
