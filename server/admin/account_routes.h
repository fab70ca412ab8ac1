// The account page, for everybody signed in: GET /admin/account shows the sessions, POST /admin/account/password
// changes the password, POST /admin/account/sessions ends sessions.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_account_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
