#include "tests/server/http/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <array>
#include <cerrno>

#include "server/base/ascii.h"

namespace undersigned::http {

std::string Answer::header(const std::string& lower_name) const {
  const auto found = headers.find(lower_name);
  return found == headers.end() ? std::string() : found->second;
}

Client::Client(std::uint16_t port, const char* from) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  timeval patience{20, 0};
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sockaddr_in own{};
  own.sin_family = AF_INET;
  ::inet_pton(AF_INET, from, &own.sin_addr);
  const int port_later = 1;  // by connect(), which can use one for several peers
  ::setsockopt(socket_.get(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &port_later, sizeof port_later);
  // The socket interface takes every address as a sockaddr.
  const bool bound = ::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connected_ = bound && ::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Client::finish_sending() {
  ::shutdown(socket_.get(), SHUT_WR);
}

void Client::set_receive_buffer(int bytes) {
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

bool Client::fill() {
  std::array<char, 16'384> bytes;
  const auto count = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
  if (count < 0 && errno == ECONNRESET) was_reset_ = true;
  if (count <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

std::string Client::read_line() {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n")) == std::string::npos) {
    if (!fill()) return {};
  }
  auto line = buffer_.substr(0, end);
  buffer_.erase(0, end + 2);
  return line;
}

// RFC 9112 7.1, only what the server writes: no extensions, no trailers.
bool Client::read_chunks(std::string& body) {
  for (;;) {
    const auto line = read_line();
    if (line.empty() || line.find_first_not_of("0123456789abcdef") != std::string::npos) return false;
    const auto bytes = static_cast<std::size_t>(std::stoul(line, nullptr, 16));
    if (bytes == 0) return read_bytes(2) == "\r\n";
    const auto before = body.size();
    body += read_bytes(bytes);
    if (body.size() - before != bytes || read_bytes(2) != "\r\n") return false;
  }
}

Answer Client::read_answer(std::string_view request_method) {
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill()) return {};
  }
  Answer answer;
  std::string_view head = std::string_view(buffer_).substr(0, end + 2);
  answer.status = std::stoi(std::string(head.substr(9, 3)));
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.empty()) {
    const auto line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size() + 2);
    std::string name(line.substr(0, line.find(':')));
    for (char& c : name) c = base::ascii_lower(c);
    answer.headers[name] = base::trim(line.substr(line.find(':') + 1));
  }
  buffer_.erase(0, end + 4);
  if (answer.header("transfer-encoding") == "chunked" && request_method != "HEAD") {
    return read_chunks(answer.body) ? answer : Answer{};
  }
  const auto length = answer.header("content-length");
  if (length.empty() || request_method == "HEAD") return answer;
  const auto bytes = static_cast<std::size_t>(std::stoul(length));
  answer.body = read_bytes(bytes);
  return answer.body.size() == bytes ? answer : Answer{};
}

std::string Client::read_bytes(std::size_t count) {
  while (buffer_.size() < count && fill()) {
  }
  auto bytes = buffer_.substr(0, count);
  buffer_.erase(0, count);
  return bytes;
}

bool Client::take(std::size_t count) {
  std::string bytes(count, '\0');
  return ::recv(socket_.get(), bytes.data(), bytes.size(), 0) > 0;
}

bool Client::is_closed_within_ms(int ms) {
  pollfd socket{socket_.get(), POLLRDHUP, 0};
  return ::poll(&socket, 1, ms) > 0;
}

std::string Client::read_until_closed() {
  while (fill()) {
  }
  return std::move(buffer_);
}

Answer Client::get(std::string_view path) {
  send("GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n\r\n");
  return read_answer();
}

Answer Client::post(std::string_view path, std::string_view body) {
  send("POST " + std::string(path) + " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(body.size()) +
       "\r\n\r\n" + std::string(body));
  return read_answer();
}

}  // namespace undersigned::http
