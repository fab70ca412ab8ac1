#include "server/ops/service_manager.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <string>

namespace undersigned::ops {

void tell_service_manager(std::string_view state) {
  const char* name = std::getenv("NOTIFY_SOCKET");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  if (name == nullptr) return;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::size_t size = std::strlen(name);
  const bool known = *name == '/' || *name == '@';
  if (!known || size >= sizeof(address.sun_path)) return;
  std::memcpy(address.sun_path, name, size);
  if (*name == '@') address.sun_path[0] = '\0';  // an abstract address, without a file (unix(7))

  const int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size);
  const auto* where =
      reinterpret_cast<const sockaddr*>(&address);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)
  // A failure could be reported to nobody, and only the service manager's timeouts depend on it.
  static_cast<void>(sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL, where, length));
  close(descriptor);
}

bool output_is_journal() {
  const char* stream = std::getenv("JOURNAL_STREAM");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  struct stat output {};
  if (stream == nullptr || fstat(STDOUT_FILENO, &output) != 0) return false;
  return std::to_string(output.st_dev) + ":" + std::to_string(output.st_ino) == stream;
}

}  // namespace undersigned::ops
