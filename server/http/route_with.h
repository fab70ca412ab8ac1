// Routes of one part of the application, whose handlers share its services.
#pragma once

#include <string_view>

#include "server/http/server.h"

namespace undersigned::http {

// Returns a function to use like Server::route(), whose handlers get `services` before request and reply. `services`
// must outlive the server.
template <class Services>
auto route_with(Server& server, const Services& services) {
  return [&server, &services](Method method, std::string_view pattern, auto handler) {
    server.route(method, pattern, [&services, handler](const Request& request, const Reply& reply) {
      handler(services, request, reply);
    });
  };
}

}  // namespace undersigned::http
