// When an answer is sent, so that its time does not tell what became of what was asked: whether somebody has signed.
//
// A new signature takes the writer longer than one that is there already: there are rows to write, and more of them to
// bring to the disk. Nobody waits for that in the store, where others would wait too. The answer is made when it can
// be, and held back (http::Response::not_before) until all that may have happened instead would have been done as well.
//
// Who signs, wants little of that: groups that are small enough for the difference to be seen are answered as if the
// writer took the same time for each (time_for_group). What a person asks for once, such as a code, is answered at
// the next full step since it was asked (equalize_timing); that also hides what a second request had to wait for.
//
// Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

#include "server/http/message.h"
#include "server/http/reply.h"
#include "server/store/store.h"

namespace undersigned::api {

class TimingEqualizer {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Duration = std::chrono::steady_clock::duration;

  // For everything that was committed in `group`, the same. Groups come in their order.
  Time time_for_group(const store::Group& group);

  // The end of the step of limits::kReplyStep, counted from `asked`, that `now` is in.
  static Time end_of_step(Time asked, Time now);

 private:
  void learn(Duration commit_took);

  std::mutex mutex_;
  std::uint64_t group_ = 0;  // the newest
  Time time_{};              // of it
  Duration commit_{};        // nearly all commits of small groups take less
};

// The same reply, answered at the end of a step from now.
http::Reply equalize_timing(const http::Reply& reply);

// A handler for http::route_with() that gets its reply so.
template <class Handler>
auto with_equalized_timing(Handler handler) {
  return [handler](const auto& services, const http::Request& request, const http::Reply& reply) {
    handler(services, request, equalize_timing(reply));
  };
}

}  // namespace undersigned::api
