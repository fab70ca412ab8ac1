// Turning two-step sign-in on and off, for everybody signed in: GET and POST /admin/account/two-step, GET
// /admin/account/two-step/qr (the key as a QR code), POST /admin/account/two-step/off.
//
// Turning it on takes a code from the app, and a recent sign-in or the password (reauthentication.h); turning it off,
// the password and a code. Wrong ones are slowed down as at sign-in. If the operator requires it, accounts without it
// see only these pages, and nobody can turn it off.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` must outlive the server.
void add_two_step_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
