// User accounts, for owners (Right::ManageUsers): GET and POST /admin/users (list, add), POST /admin/users/role,
// /admin/users/remove and /admin/users/link (a one-time link for choosing a password).
//
// Nobody sets a password for somebody else: new users, and those who forgot theirs, get a link. At least one owner
// remains.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_user_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
