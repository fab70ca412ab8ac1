// A campaign's counters in memory: as of the newest commit for its organizers, and as the public is shown them.
//
// What the public is shown changes only every limits::kPublicCountStepMs, at the same times for everybody. Whoever
// signs in another's name, to see whether the count rises, sees only what all signatures of that time have done
// together.
//
// Two hands write the newest counts: the writer's callback after each commit, and a reload that read the database
// because another process changed it. A reload may have read before a commit that has called back since; it says which
// change it started from and is refused if that is no longer the newest.
//
// `now_ms` is the time of day in milliseconds since 1970. Thread-safe.
#pragma once

#include <cstdint>
#include <mutex>

#include "server/limits.h"
#include "server/store/signature.h"

namespace undersigned::campaigns {

class LiveCount {
 public:
  struct Reading {
    store::Counts counts;
    std::uint64_t generation = 0;  // changes whenever the counts or the signers may have
  };

  // As of the newest commit.
  [[nodiscard]] Reading read() const {
    const std::lock_guard lock(mutex_);
    return newest_;
  }

  // As of the beginning of the step that `now_ms` is in.
  [[nodiscard]] Reading read_public(std::int64_t now_ms) const {
    const std::lock_guard lock(mutex_);
    step_to(now_ms);
    return public_;
  }

  // Whether something has changed since the beginning of the step that `now_ms` is in.
  [[nodiscard]] bool changed_in_step(std::int64_t now_ms) const {
    const std::lock_guard lock(mutex_);
    step_to(now_ms);
    return newest_.generation != shown_;
  }

  void committed(const store::Counts& counts, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    step_to(now_ms);
    newest_.counts = counts;
    ++newest_.generation;
  }

  // Somebody withdrew their name or their details: what shows signers is old from now on, the counts may be.
  void signers_changed() {
    const std::lock_guard lock(mutex_);
    ++newest_.generation;
    ++public_.generation;
  }

  // False if a commit came in between: read the database again.
  bool reloaded(const store::Counts& counts, std::uint64_t started_from) {
    const std::lock_guard lock(mutex_);
    if (newest_.generation != started_from) return false;
    newest_.counts = counts;
    ++newest_.generation;
    return true;
  }

 private:
  // Shows the public what was the newest until now, when a step has begun since. Called before each change.
  void step_to(std::int64_t now_ms) const {
    const std::int64_t step = now_ms / limits::kPublicCountStepMs;
    if (step == step_) return;
    step_ = step;
    if (shown_ == newest_.generation) return;
    shown_ = newest_.generation;
    public_.counts = newest_.counts;
    ++public_.generation;
  }

  mutable std::mutex mutex_;
  Reading newest_;
  mutable Reading public_;
  mutable std::int64_t step_ = -1;   // of public_
  mutable std::uint64_t shown_ = 0;  // the newest's generation that public_ was taken from
};

}  // namespace undersigned::campaigns
