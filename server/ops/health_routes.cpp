#include "server/ops/health_routes.h"

#include <string>
#include <utility>

#include "server/http/security_headers.h"
#include "server/limits.h"

namespace undersigned::ops {
namespace {

void answer_ready(const ReadinessWatch& watch, const http::Reply& reply) {
  const Readiness readiness = watch.state();
  const bool ready = readiness == Readiness::Ready;
  std::string body = "{\"ready\":true}\n";
  if (!ready) body = "{\"ready\":false,\"reason\":\"" + std::string(readiness_name(readiness)) + "\"}\n";
  http::Response response = http::make_response(ready ? 200 : 503, std::string(http::kJsonType), std::move(body));
  response.headers.push_back({"Cache-Control", "no-store"});
  if (!ready) http::set_retry_after(response, limits::kReadyAgainS);
  http::add_security_headers(response, http::Audience::OwnPages);
  reply(std::move(response));
}

}  // namespace

void add_health_routes(http::Server& server, const ReadinessWatch& readiness) {
  server.route(http::Method::Get, "/healthz", [](const http::Request&, const http::Reply& reply) {
    http::Response response = http::make_response(200, "text/plain; charset=utf-8", "ok\n");
    response.headers.push_back({"Cache-Control", "no-store"});
    http::add_security_headers(response, http::Audience::OwnPages);
    reply(std::move(response));
  });
  server.route(http::Method::Get, "/readyz",
               [&readiness](const http::Request&, const http::Reply& reply) { answer_ready(readiness, reply); });
}

}  // namespace undersigned::ops
