// One-time links: creating the owner's account, GET and POST /admin/setup, and choosing a password as a new user, GET
// and POST /admin/join.
//
// Every form carries a CSRF token and must come from our own page. Passwords are hashed on a separate pool.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_link_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
