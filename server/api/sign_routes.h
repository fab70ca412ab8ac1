// POST /v1/campaigns/{slug}/signatures, as a form (the widget: no preflight) or as JSON, and its OPTIONS.
//
// The reply is sent after the commit. New and repeated signatures get the same status and the same body: the thanks, or
// the pending view where the mailbox has to confirm.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::api {

// `services` outlives the server.
void add_sign_routes(http::Server& server, const Services& services);

}  // namespace undersigned::api
