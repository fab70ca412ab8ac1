// What a connection still has to send: a head, a shared body and a tail, never copied together. For the event loop's
// thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "server/http/message.h"

namespace undersigned::http {

class Output {
 public:
  // Appends to what is pending. At most one body may be pending: one response at a time.
  void add(std::string head, Body body, std::string tail = {});

  enum class Flush { Done, Blocked, Failed };

  // Sends as much as the socket takes. Blocked: call again when it is writable.
  Flush flush(int socket);

  [[nodiscard]] bool empty() const { return head_.empty() && !body_; }

  // Memory held for this client. A body that is shared, with other connections or a cache, counts in equal parts: a
  // cached body that everybody gets costs almost nothing for each.
  [[nodiscard]] std::size_t held_bytes() const;

  [[nodiscard]] std::uint64_t total_sent() const { return total_sent_; }

 private:
  std::string head_;
  Body body_;
  std::string tail_;
  std::size_t sent_ = 0;  // of head_, *body_ and tail_ together
  std::uint64_t total_sent_ = 0;
};

}  // namespace undersigned::http
