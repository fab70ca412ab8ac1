#include "server/ops/service_manager.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/server/temporary_folder.h"

using namespace undersigned;

TEST_CASE("the service manager is told in one datagram, where there is one") {
  const testing::TemporaryFolder folder;
  const std::string path = folder.file("notify");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  REQUIRE(path.size() < sizeof(address.sun_path));
  std::memcpy(address.sun_path, path.c_str(), path.size());
  const int manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  // bind() takes every address as a sockaddr.
  REQUIRE(bind(manager, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0);

  ops::tell_service_manager("READY=1");
  setenv("NOTIFY_SOCKET", path.c_str(), 1);
  ops::tell_service_manager("STOPPING=1");
  setenv("NOTIFY_SOCKET", "not a socket's name", 1);
  ops::tell_service_manager("READY=1");
  unsetenv("NOTIFY_SOCKET");

  std::array<char, 64> text{};
  const ssize_t size = recv(manager, text.data(), text.size(), MSG_DONTWAIT);
  CHECK(std::string(text.data(), size < 0 ? 0 : static_cast<std::size_t>(size)) == "STOPPING=1");
  CHECK(recv(manager, text.data(), text.size(), MSG_DONTWAIT) < 0);
  close(manager);
}
