// Replies that are ready before they may be sent (Response::not_before), and the timer for the next of them.
//
// For the event loop's thread only. Holds at most one reply for each request in progress.
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

  // Keeps those of `items` that may not be sent yet, and adds those it kept that may be sent now.
  void exchange(std::vector<ReplyQueue::Item>& items);

  // A timerfd that fires when the next reply is due. Watch it edge-triggered and never read it.
  [[nodiscard]] int timer_descriptor() const { return timer_.get(); }

 private:
  void set_timer();

  std::vector<ReplyQueue::Item> held_;
  Time rings_at_ = Time::max();
  FileDescriptor timer_;
};

}  // namespace undersigned::http
