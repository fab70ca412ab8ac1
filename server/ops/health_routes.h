// GET /healthz: 200 while the store answers, else 503. For process supervisors and load balancers.
#pragma once

#include "server/http/server.h"
#include "server/store/store.h"

namespace undersigned::ops {

// `store` outlives the server.
void add_health_routes(http::Server& server, store::Store& store);

}  // namespace undersigned::ops
