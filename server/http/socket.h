// The few system calls of a listening server, with owners for what they open.
#pragma once

#include <cstdint>
#include <string>
#include <system_error>

#include "server/base/file_descriptor.h"

namespace undersigned::http {

using base::FileDescriptor;

struct Listener {
  FileDescriptor socket;   // non-blocking
  std::uint16_t port = 0;  // the one bound
};

// Binds and listens. `host` is a numeric address or a name of this machine; "::" takes IPv4 too. Port 0 is any free
// one. SO_REUSEADDR, so that a restart need not wait; never SO_REUSEPORT: a second process on the port must fail.
std::error_code listen_on(const std::string& host, std::uint16_t port, int backlog, Listener& listener);

// Non-blocking, TCP_NODELAY; get() is -1 and errno says why if there is none. `remote_address` as Request says it.
FileDescriptor accept_on(int listener, std::string& remote_address);

// Lets the process open `count` descriptors, as far as the system's hard limit allows.
// Returns how many it may open.
std::uint64_t raise_descriptor_limit(std::uint64_t count);

// Bytes given to the socket that have not reached the peer.
std::uint64_t unacknowledged_bytes(int socket);

// Lets the peer see, once the socket is closed, that it was cut and has not had everything (RST instead of FIN).
void reset_on_close(int socket);

}  // namespace undersigned::http
