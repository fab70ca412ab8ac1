// GET /admin/quarantine: the suspicious signatures of a campaign that wait for an organizer, and why each does.
// POST /admin/quarantine/decisions releases or rules out those that are ticked, or all that wait for one reason alone.
//
// For accounts::Right::Moderate. What is decided counts, or is out, when the reply comes, and is in the audit log.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` outlives the server.
void add_quarantine_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
