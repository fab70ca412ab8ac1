// The system calls of a listening server, with owners for what they open.
#pragma once

#include <cstdint>
#include <string>
#include <system_error>

#include "server/base/file_descriptor.h"
#include "shared/result.h"

namespace undersigned::http {

using base::FileDescriptor;

struct Listener {
  FileDescriptor socket;   // non-blocking
  std::uint16_t port = 0;  // the one bound
};

// Binds and listens. `host` is a numeric address or a name of this machine; "::" takes IPv4 too. Port 0 takes any free
// port. Uses SO_REUSEADDR, so that a restart need not wait, and never SO_REUSEPORT: a second process on the same port
// must fail.
Result<Listener, std::error_code> listen_on(const std::string& host, std::uint16_t port, int backlog);

// The socket is non-blocking, with TCP_NODELAY; get() is -1 if there is none, and errno says why. `remote_address` is
// as in Request.
FileDescriptor accept_on(int listener, std::string& remote_address);

// Raises the descriptor limit to `count`, as far as the hard limit allows, and returns the limit.
std::uint64_t raise_descriptor_limit(std::uint64_t count);

// Bytes passed to the socket that have not reached the peer.
std::uint64_t unacknowledged_bytes(int socket);

// Closing the socket will send RST instead of FIN, which tells the peer that the reply is incomplete.
void reset_on_close(int socket);

}  // namespace undersigned::http
