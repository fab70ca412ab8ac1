// Signing in and out: GET and POST /admin/login, POST /admin/login/code, POST /admin/logout.
//
// Every form carries a CSRF token and must come from our own page. Passwords are hashed on a separate pool. As soon as
// any account uses two-step sign-in, the page asks for a code after the right password of such an account, after every
// wrong password, and for every unknown name. So it reveals nothing about the password or the name.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_sign_in_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
