#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <string_view>

#include "server/app/checkup.h"

namespace undersigned::app {
namespace {

constexpr int kConnectMs = 5'000;

struct Place {
  std::string host;
  std::string port;
};

// Of an origin as base::parse_origin() leaves it.
Place place_of(std::string_view origin) {
  const bool encrypted = origin.starts_with("https://");
  std::string_view host = origin.substr(origin.find("//") + 2);
  const std::size_t colon = host.find(':', host.starts_with('[') ? host.find(']') : 0);
  const std::string_view port = colon == std::string_view::npos ? std::string_view() : host.substr(colon + 1);
  host = host.substr(0, colon);
  return {std::string(host), port.empty() ? (encrypted ? "443" : "80") : std::string(port)};
}

bool connects(const addrinfo& address) {
  const int descriptor = socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return false;
  bool connected = connect(descriptor, address.ai_addr, address.ai_addrlen) == 0;
  if (!connected && errno == EINPROGRESS) {
    pollfd waiting{descriptor, POLLOUT, 0};
    int error = 1;
    socklen_t size = sizeof(error);
    connected = poll(&waiting, 1, kConnectMs) == 1 &&
                getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
  }
  close(descriptor);
  return connected;
}

void check_place(const char* subject, Place place, Findings& findings) {
  if (place.host.starts_with('[')) place.host = place.host.substr(1, place.host.size() - 2);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(place.host.c_str(), place.port.c_str(), &hints, &found) != 0) {
    findings.push_back({Verdict::Problem, subject, "DNS does not know the name " + place.host});
    return;
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> addresses(found, freeaddrinfo);
  const std::string where = place.host + " port " + place.port;
  for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
    if (!connects(*address)) continue;
    findings.push_back({Verdict::Ok, subject, where + " accepts connections"});
    return;
  }
  findings.push_back({Verdict::Problem, subject, where + " does not accept connections from here"});
}

}  // namespace

void check_online(const Options& options, Findings& findings) {
  if (!options.base_url.empty()) check_place("base URL online", place_of(options.base_url), findings);
  if (options.mail.smtp) {
    check_place("mail online", {options.mail.smtp->host, std::to_string(options.mail.smtp->port)}, findings);
  }
}

}  // namespace undersigned::app
