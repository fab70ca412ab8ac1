// A simple blocking client over a real socket, for tests. It sends arbitrary bytes and reads answers one by one. A read
// times out after twenty seconds, so that a broken server fails a test instead of blocking it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "server/http/socket.h"

namespace undersigned::http {

struct Answer {
  int status = 0;                              // 0: the connection ended before the answer was complete
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;

  [[nodiscard]] std::string header(const std::string& lower_name) const;
};

class Client {
 public:
  // `from`: another loopback address, so that the server sees another client.
  explicit Client(std::uint16_t port, const char* from = "127.0.0.1");

  [[nodiscard]] bool is_connected() const { return connected_; }

  // False if the peer accepts no more data.
  bool send(std::string_view bytes);
  void finish_sending();
  void set_receive_buffer(int bytes);

  // `request_method` is the method of the request: the answer to HEAD has no body.
  Answer read_answer(std::string_view request_method = "GET");
  std::string read_until_closed();
  std::string read_bytes(std::size_t count);

  // Reads at most `count` bytes from the socket and discards them; false at the end.
  bool take(std::size_t count);
  bool is_closed_within_ms(int ms);

  // True if the connection ended with a reset: the data received is incomplete.
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
