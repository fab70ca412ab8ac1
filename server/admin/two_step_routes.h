// Turning two-step sign-in on and off, for everybody signed in: GET and POST /admin/account/two-step, GET
// /admin/account/two-step/qr (the key as a picture), POST /admin/account/two-step/off.
//
// On takes a code from the app, and a recent sign-in or the password (reauthentication.h); off the password and a
// code. Wrong ones are slowed as at sign-in. Where the operator asks it of every account, whoever is without sees
// these pages alone, and nobody turns it off.
#pragma once

#include "server/admin/services.h"
#include "server/http/server.h"

namespace undersigned::admin {

// `services` outlives the server.
void add_two_step_routes(http::Server& server, const AdminServices& services);

}  // namespace undersigned::admin
