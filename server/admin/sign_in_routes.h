// Signing in and out, and the one-time link that makes the owner's account:
// GET and POST /admin/login and /admin/setup, POST /admin/logout.
//
// Every form carries a CSRF token and must come from our own page; passwords are hashed on a pool of their own.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` outlives the server.
void add_sign_in_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
