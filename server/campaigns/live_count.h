// A campaign's counters in memory: as of the newest commit, for organizers, and as shown to the public.
//
// The public counts change only every limits::kPublicCountStepMs, at the same times for everybody. So somebody who
// signs in another person's name, to see whether the count rises, sees only the total of all signatures of that time.
//
// Two writers update the newest counts: the callback after each commit, and a reload after another process changed the
// database. A reload may have read before a commit whose callback ran since. So it passes the generation it started
// from and is refused if that is no longer the newest.
//
// `now_ms` is in milliseconds since 1970. Thread-safe.
#pragma once

#include <cstdint>

#include "server/base/mutex.h"
#include "server/limits.h"
#include "server/store/signature.h"

namespace undersigned::campaigns {

class LiveCount {
 public:
  struct Reading {
    store::Counts counts;
    std::uint64_t generation = 0;  // changes whenever the counts or the signers may have changed
  };

  [[nodiscard]] Reading read() const {
    const base::MutexLock lock(mutex_);
    return newest_;
  }

  // As of the beginning of the current step.
  [[nodiscard]] Reading read_public(std::int64_t now_ms) const {
    const base::MutexLock lock(mutex_);
    step_to(now_ms);
    return public_;
  }

  // Whether anything has changed since the beginning of the current step.
  [[nodiscard]] bool changed_in_step(std::int64_t now_ms) const {
    const base::MutexLock lock(mutex_);
    step_to(now_ms);
    return newest_.generation != shown_;
  }

  void committed(const store::Counts& counts, std::int64_t now_ms) {
    const base::MutexLock lock(mutex_);
    step_to(now_ms);
    newest_.counts = counts;
    ++newest_.generation;
  }

  // Somebody withdrew their name or details: lists of signers are out of date, and counts may be.
  void signers_changed() {
    const base::MutexLock lock(mutex_);
    ++newest_.generation;
    ++public_.generation;
  }

  // Another process may have erased or withdrawn somebody: lists of signers are out of date, too. False if there was a
  // commit in the meantime: read the database again.
  bool reloaded(const store::Counts& counts, std::uint64_t started_from) {
    const base::MutexLock lock(mutex_);
    if (newest_.generation != started_from) return false;
    newest_.counts = counts;
    ++newest_.generation;
    ++public_.generation;
    return true;
  }

 private:
  // If a new step has begun, publishes the newest counts so far. Called before each change.
  void step_to(std::int64_t now_ms) const REQUIRES(mutex_) {
    const std::int64_t step = now_ms / limits::kPublicCountStepMs;
    if (step == step_) return;
    step_ = step;
    if (shown_ == newest_.generation) return;
    shown_ = newest_.generation;
    public_.counts = newest_.counts;
    ++public_.generation;
  }

  mutable base::Mutex mutex_;
  Reading newest_ GUARDED_BY(mutex_);
  mutable Reading public_ GUARDED_BY(mutex_);
  mutable std::int64_t step_ GUARDED_BY(mutex_) = -1;   // of public_
  mutable std::uint64_t shown_ GUARDED_BY(mutex_) = 0;  // the generation of newest_ that public_ was copied from
};

}  // namespace undersigned::campaigns
