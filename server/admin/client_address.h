// The address of whoever signs in, for the login throttle: behind a front on this machine (nginx, Caddy) every
// connection comes from the loopback, and the front says who it is.
//
// Pure and safe to call from any thread.
#pragma once

#include <string>

#include "server/http/message.h"

namespace undersigned::admin {

// The connection's address; of a connection from the loopback the last entry of X-Forwarded-For, which is the one the
// front itself added. Nobody else is believed.
std::string client_address(const http::Request& request);

}  // namespace undersigned::admin
