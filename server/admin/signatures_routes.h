// GET /admin/signatures: a campaign's signatures, newest first, or the one with a given public id; with a key, a single
// signature. POST /admin/signatures/take-down rejects it, hides its comment or erases it, with a reason, or undoes
// that.
//
// For accounts::Right::Moderate; erasing also needs accounts::Right::Erase. A change is effective, and in the audit log
// with its reason, when the reply is sent.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_signatures_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
