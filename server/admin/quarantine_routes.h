// GET /admin/quarantine: the suspicious signatures of a campaign, and why each is suspicious. POST
// /admin/quarantine/decisions releases or rejects those that are ticked, or all that have exactly one given reason.
//
// For accounts::Right::Moderate. A decision is effective, and in the audit log, when the reply is sent.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_quarantine_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
