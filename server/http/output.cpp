#include "server/http/output.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace undersigned::http {

void Output::add(std::string head, Body body, std::string tail) {
  if (head_.empty()) {
    head_ = std::move(head);
  } else {
    head_ += head;
  }
  body_ = std::move(body);
  tail_ = std::move(tail);
}

std::size_t Output::held_bytes() const {
  const auto holders = static_cast<std::size_t>(std::max(1L, body_.use_count()));
  return head_.capacity() + tail_.capacity() + (body_ ? body_->capacity() / holders : 0);
}

Output::Flush Output::flush(int socket) {
  const std::size_t body_bytes = body_ ? body_->size() : 0;
  while (sent_ < head_.size() + body_bytes + tail_.size()) {
    const std::size_t head_sent = std::min(sent_, head_.size());
    const std::size_t body_sent = std::min(sent_ - head_sent, body_bytes);
    const std::size_t tail_sent = sent_ - head_sent - body_sent;
    std::array<iovec, 3> parts{};
    parts[0] = {head_.data() + head_sent, head_.size() - head_sent};
    // iovec has no const, but sendmsg only reads.
    if (body_) parts[1] = {const_cast<char*>(body_->data()) + body_sent, body_bytes - body_sent};
    parts[2] = {tail_.data() + tail_sent, tail_.size() - tail_sent};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const auto sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR) continue;
      return errno == EAGAIN ? Flush::Blocked : Flush::Failed;
    }
    sent_ += static_cast<std::size_t>(sent);
    total_sent_ += static_cast<std::uint64_t>(sent);
  }
  head_.clear();
  body_.reset();
  tail_.clear();
  sent_ = 0;
  return Flush::Done;
}

}  // namespace undersigned::http
