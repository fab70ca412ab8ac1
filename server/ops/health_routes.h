// GET /healthz: 200 while the process answers at all, for a supervisor that restarts it. GET /readyz: 200 while it can
// store signatures, otherwise 503 with the reason as JSON, for load balancers and alarms; see readiness.h.
#pragma once

#include "server/http/server.h"
#include "server/ops/readiness.h"

namespace undersigned::ops {

// `readiness` must outlive the server.
void add_health_routes(http::Server& server, const ReadinessWatch& readiness);

}  // namespace undersigned::ops
