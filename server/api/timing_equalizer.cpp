#include "server/api/timing_equalizer.h"

#include <algorithm>
#include <utility>

#include "server/limits.h"

namespace undersigned::api {

// A small group is answered when a writer would have committed it that takes the same time for each group: it begins
// with one when it has done the one before, which may be later than the real one began. So neither a group's own time
// shows, nor that of the group before it, which somebody may have put there to be measured. The answer is never more
// than two such times away; and where the real writer is the slower one, it goes out as soon as there is one.
TimingEqualizer::Time TimingEqualizer::time_for_group(const store::Group& group) {
  const std::lock_guard lock(mutex_);
  if (group.number == group_) return time_;
  group_ = group.number;
  if (group.operations > limits::kEqualizedGroupMax) return time_ = group.begun;
  learn(group.commit_took);
  const Duration same =
      commit_ + limits::kEvenGroupTime + limits::kEvenOperationTime * static_cast<int>(group.operations);
  return time_ = std::min(std::max(group.begun, time_) + same, group.begun + 2 * same);
}

// Up by 1/64 for each that took longer, down by 1/512 for each that did not: then 8 of 9 take less. In steps that do
// not depend on by how much, one stall of the disk changes little.
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
