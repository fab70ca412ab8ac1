// Replies that are ready before they may be sent (Response::not_before), and the timer that says when they may be.
//
// Of the event loop's thread. Holds at most one reply for each request in hand.
#pragma once

#include <chrono>
#include <vector>

#include "server/http/reply_queue.h"
#include "server/http/socket.h"

namespace undersigned::http {

class DelayedReplies {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Throws std::system_error if the system has no descriptor left.
  DelayedReplies();

  // Takes those of `items` that may not be sent yet, and adds those that it held and that now may.
  void exchange(std::vector<ReplyQueue::Item>& items);

  // A timerfd that rings for the next one, to be watched edge-triggered and never read.
  [[nodiscard]] int timer_descriptor() const { return timer_.get(); }

 private:
  void set_timer();

  std::vector<ReplyQueue::Item> held_;
  Time rings_at_ = Time::max();
  FileDescriptor timer_;
};

}  // namespace undersigned::http
