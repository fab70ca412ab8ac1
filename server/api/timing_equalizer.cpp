#include "server/api/timing_equalizer.h"

#include <algorithm>
#include <utility>

#include "server/limits.h"

namespace undersigned::api {

// Small groups are answered as if by a simulated writer that takes the same time for each group and begins one when it
// has finished the one before, which may be later than in reality. So neither a group's own duration shows, nor that of
// the group before it, which an attacker may have caused to measure it. The reply is at most two such durations away.
// If the real writer is slower, the reply is sent as soon as it is ready.
TimingEqualizer::Time TimingEqualizer::time_for_group(const store::Group& group) {
  const base::MutexLock lock(mutex_);
  if (group.number == group_) return time_;
  group_ = group.number;
  if (group.operations > limits::kEqualizedGroupMax) return time_ = group.begun;
  learn(group.commit_took);
  const Duration same =
      commit_ + limits::kEqualizedGroupTime + limits::kEqualizedOperationTime * static_cast<int>(group.operations);
  return time_ = std::min(std::max(group.begun, time_) + same, group.begun + 2 * same);
}

// Rises by 1/64 for each commit that took longer and falls by 1/512 for each that did not, so 8 of 9 take less. Steps
// do not depend on the difference, so one stall of the disk changes little.
void TimingEqualizer::learn(Duration commit_took) {
  if (commit_ == Duration{}) commit_ = commit_took;
  commit_ += commit_took > commit_ ? commit_ / 64 : -commit_ / 512;
}

TimingEqualizer::Time TimingEqualizer::end_of_step(Time asked, Time now) {
  const Duration step = limits::kReplyStep;
  return asked + ((now - asked) / step + 1) * step;
}

http::Reply equalize_timing(const http::Reply& reply) {
  return reply.changed_by([asked = std::chrono::steady_clock::now()](http::Response& response) {
    response.not_before = TimingEqualizer::end_of_step(asked, std::chrono::steady_clock::now());
  });
}

}  // namespace undersigned::api
