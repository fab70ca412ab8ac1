// Signing in and out: GET and POST /admin/login, POST /admin/login/code, POST /admin/logout.
//
// Every form carries a CSRF token and must come from our own page; passwords are hashed on a pool of their own. Where
// anybody uses two-step sign-in, whoever is not let in by the password alone is asked for a code: after a right
// password of an account that wants one, after a wrong password, and for a name that nobody has. So the page tells
// nothing of the password or the name.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` outlives the server.
void add_sign_in_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
