#include "server/ops/health_routes.h"

namespace undersigned::ops {

void add_health_routes(http::Server& server, store::Store& store) {
  server.route(http::Method::Get, "/healthz", [&store](const http::Request&, const http::Reply& reply) {
    const bool healthy = store.data_version().ok();
    http::Response response =
        http::make_response(healthy ? 200 : 503, "text/plain; charset=utf-8", healthy ? "ok\n" : "storage failed\n");
    response.headers.push_back({"Cache-Control", "no-store"});
    reply(std::move(response));
  });
}

}  // namespace undersigned::ops
