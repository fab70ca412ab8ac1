// A plain blocking client over a real socket, for tests: it sends any bytes at all and reads answers one by one. What
// never comes ends a read after twenty seconds, so that a broken server fails a test instead of hanging it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "server/http/socket.h"

namespace undersigned::http {

struct Answer {
  int status = 0;                              // 0: the connection ended first, or within the body
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  [[nodiscard]] std::string header(const std::string& lower_name) const;
};

class Client {
 public:
  // `from`: another address of the loopback, so that the server sees another peer.
  explicit Client(std::uint16_t port, const char* from = "127.0.0.1");

  [[nodiscard]] bool is_connected() const { return connected_; }

  // False if the peer takes no more.
  bool send(std::string_view bytes);
  void finish_sending();
  void set_receive_buffer(int bytes);

  // `request` is the method that was asked with: HEAD has no body.
  Answer read_answer(std::string_view request_method = "GET");
  std::string read_until_closed();
  std::string read_bytes(std::size_t count);

  // Takes at most so many bytes from the socket, and forgets them; false where there are none any more.
  bool take(std::size_t count);
  bool is_closed_within_ms(int ms);

  // True if the connection ended by a reset: what came is not whole.
  [[nodiscard]] bool was_reset() const { return was_reset_; }

  Answer get(std::string_view path);
  Answer post(std::string_view path, std::string_view body);

 private:
  bool fill();
  std::string read_line();
  bool read_chunks(std::string& body);

  FileDescriptor socket_;
  bool connected_ = false;
  bool was_reset_ = false;
  std::string buffer_;
};

}  // namespace undersigned::http
