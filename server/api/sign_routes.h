// POST /v1/campaigns/{slug}/signatures, as a form (the widget: no preflight) or as JSON, and its OPTIONS.
//
// Replies after the commit. New and repeated signatures get the same status and body: the thank-you view, or the
// pending view if the mailbox has to confirm.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::api {

// `services` must outlive the server.
void add_sign_routes(http::Server& server, const Services& services);

}  // namespace undersigned::api
