// Chooses when replies are sent, so that their timing does not reveal whether somebody has signed (timing side
// channel).
//
// Storing a new signature takes the writer longer than recognizing an old one: it writes and syncs more rows. Making
// everybody wait in the store would slow the writer down. Instead the reply is made as soon as possible and held back
// (http::Response::not_before) until every possible outcome would have been ready.
//
// - Signatures need little of that: groups so small that the difference could be measured are answered as if the writer
//   took the same time for each (time_for_group).
// - Rare requests, such as typing a code, are answered at full steps after their arrival (equalize_timing). This also
//   hides how long a second request had to wait.
// Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>

#include "server/base/mutex.h"
#include "server/http/message.h"
#include "server/http/reply.h"
#include "server/store/store.h"

namespace undersigned::api {

class TimingEqualizer {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Duration = std::chrono::steady_clock::duration;

  // The same for all operations of `group`. Call it with groups in their order.
  Time time_for_group(const store::Group& group);

  // The end of the current step of limits::kReplyStep, counted from `asked`.
  static Time end_of_step(Time asked, Time now);

 private:
  void learn(Duration commit_took) REQUIRES(mutex_);

  base::Mutex mutex_;
  std::uint64_t group_ GUARDED_BY(mutex_) = 0;  // the newest
  Time time_ GUARDED_BY(mutex_){};              // of it
  Duration commit_ GUARDED_BY(mutex_){};        // longer than nearly all commits of small groups
};

// The same reply, sent at the end of a step from now.
http::Reply equalize_timing(const http::Reply& reply);

// Wraps a handler for http::route_with(), whose reply is then equalized.
template <class Handler>
auto with_equalized_timing(Handler handler) {
  return [handler](const auto& services, const http::Request& request, const http::Reply& reply) {
    handler(services, request, equalize_timing(reply));
  };
}

}  // namespace undersigned::api
