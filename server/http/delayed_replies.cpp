#include "server/http/delayed_replies.h"

#include <sys/timerfd.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <system_error>
#include <variant>

namespace undersigned::http {
namespace {

using std::chrono::steady_clock;

// steady_clock is CLOCK_MONOTONIC on every system that has timerfds.
timespec to_timespec(steady_clock::time_point time) {
  const auto since_start = std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
  constexpr std::int64_t kSecond = 1'000'000'000;
  return {static_cast<time_t>(since_start / kSecond), static_cast<long>(since_start % kSecond)};
}

steady_clock::time_point time_of(const ReplyQueue::Item& item) {
  const auto* response = std::get_if<Response>(&item.content);
  return response == nullptr ? steady_clock::time_point{} : response->not_before;
}

}  // namespace

DelayedReplies::DelayedReplies() : timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)) {
  if (timer_.get() < 0) throw std::system_error(errno, std::system_category(), "timerfd");
}

void DelayedReplies::exchange(std::vector<ReplyQueue::Item>& items) {
  const bool none_to_hold = std::all_of(items.begin(), items.end(),
                                        [](const auto& item) { return time_of(item) == steady_clock::time_point{}; });
  if (held_.empty() && none_to_hold) return;
  held_.insert(held_.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
  items.clear();
  const auto now = steady_clock::now();
  const auto due = std::stable_partition(held_.begin(), held_.end(),
                                         [now](const ReplyQueue::Item& item) { return time_of(item) > now; });
  items.assign(std::make_move_iterator(due), std::make_move_iterator(held_.end()));
  held_.erase(due, held_.end());
  set_timer();
}

void DelayedReplies::set_timer() {
  Time next = Time::max();
  for (const auto& item : held_) next = std::min(next, time_of(item));
  if (next == rings_at_) return;
  rings_at_ = next;
  itimerspec setting{};  // never, unless set
  if (!held_.empty()) setting.it_value = to_timespec(next);
  ::timerfd_settime(timer_.get(), TFD_TIMER_ABSTIME, &setting, nullptr);
}

}  // namespace undersigned::http
