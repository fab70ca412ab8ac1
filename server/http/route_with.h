// Routes of one part of the application, whose handlers share what that part is made of.
#pragma once

#include <string_view>

#include "server/http/server.h"

namespace undersigned::http {

// A function that adds a route, whose handler is called with `services` before request and reply. `services` outlives
// the server. To be used as Server::route().
template <class Services>
auto route_with(Server& server, const Services& services) {
  return [&server, &services](Method method, std::string_view pattern, auto handler) {
    server.route(method, pattern, [&services, handler](const Request& request, const Reply& reply) {
      handler(services, request, reply);
    });
  };
}

}  // namespace undersigned::http
