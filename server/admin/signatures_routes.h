// GET /admin/signatures: a campaign's signatures, the newest first, or the one with a public id; with a key, one
// signature. POST /admin/signatures/take-down rules it out, hides its comment or erases it, with a reason, or undoes
// that.
//
// For accounts::Right::Moderate, and to erase also accounts::Right::Erase. What is done is so when the reply comes, and
// is in the audit log with its reason.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` outlives the server.
void add_signatures_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
