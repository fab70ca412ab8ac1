// GET /v1/...: public views, counts, signers and lists, from the response cache.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::api {

// `services` must outlive the server.
void add_read_routes(http::Server& server, const Services& services);

}  // namespace undersigned::api
