// What a connection still has to send: a head, a shared body and a tail behind it, never copied together. For the
// gate's thread alone.
#pragma once

#include <cstddef>
#include <string>

#include "server/http/message.h"

namespace undersigned::http {

class Output {
 public:
  // Behind what is pending. A body can only be added while none is pending: one response at a time.
  void add(std::string head, Body body, std::string tail = {});

  enum class Flush { Done, Blocked, Failed };

  // Sends as much as the socket takes. Blocked: continue when it is writable. `progress` is set if a byte was sent.
  Flush flush(int socket, bool& progress);

  [[nodiscard]] bool empty() const { return head_.empty() && !body_; }

 private:
  std::string head_;
  Body body_;
  std::string tail_;
  std::size_t sent_ = 0;  // of head_, *body_ and tail_ together
};

}  // namespace undersigned::http
