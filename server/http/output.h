// What a connection still has to send: a head, a shared body and a tail behind it, never copied together. For the
// event loop's thread alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "server/http/message.h"

namespace undersigned::http {

class Output {
 public:
  // Behind what is pending. A body can only be added while none is pending: one response at a time.
  void add(std::string head, Body body, std::string tail = {});

  enum class Flush { Done, Blocked, Failed };

  // Sends as much as the socket takes. Blocked: continue when it is writable.
  Flush flush(int socket);

  [[nodiscard]] bool empty() const { return head_.empty() && !body_; }

  // What is held for this client alone. Of a body that others hold too, other connections or a cache, it is an equal
  // part: cached bytes that everybody gets cost next to nothing for each.
  [[nodiscard]] std::size_t held_bytes() const;

  // Given to the socket since the connection began.
  [[nodiscard]] std::uint64_t total_sent() const { return total_sent_; }

 private:
  std::string head_;
  Body body_;
  std::string tail_;
  std::size_t sent_ = 0;  // of head_, *body_ and tail_ together
  std::uint64_t total_sent_ = 0;
};

}  // namespace undersigned::http
