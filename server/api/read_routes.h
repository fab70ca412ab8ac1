// GET /v1/...: views, counts, signers and lists for everybody, from cached bytes.
#pragma once

#include "server/api/services.h"
#include "server/http/server.h"

namespace undersigned::api {

// `services` outlives the server.
void add_read_routes(http::Server& server, const Services& services);

}  // namespace undersigned::api
