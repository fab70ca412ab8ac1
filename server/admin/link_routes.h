// One-time links: the one that makes the owner's account, GET and POST /admin/setup, and the one with which a person
// whom an owner added chooses a password, GET and POST /admin/join.
//
// Every form carries a CSRF token and must come from our own page; passwords are hashed on a pool of their own.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` outlives the server.
void add_link_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
