// The people with an account, for owners (Right::ManageUsers): GET and POST /admin/users (see them, add one), POST
// /admin/users/role, /admin/users/remove and /admin/users/link (a one-time link to choose a password).
//
// Nobody sets a password for somebody else: a new person, or one who forgot it, gets a link. Somebody always stays
// owner.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` outlives the server.
void add_user_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
