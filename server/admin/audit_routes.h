// GET /admin/audit: the audit log, newest first, for owners (Right::SeeAudit). `before` is the number of the entry to
// continue after.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_audit_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
