// A campaign's counters in memory, as of the newest commit.
//
// Two hands write it: the writer's callback after each commit, and a reload that read the database because another
// process changed it. A reload may have read before a commit that has called back since; it says which change it
// started from and is refused if that is no longer the newest. Thread-safe.
#pragma once

#include <cstdint>
#include <mutex>

#include "server/store/store.h"

namespace undersigned::catalog {

class LiveCount {
 public:
  struct Reading {
    store::Counts counts;
    std::uint64_t generation = 0;  // changes whenever the counts or the signers may have
  };

  [[nodiscard]] Reading read() const {
    const std::lock_guard lock(mutex_);
    return reading_;
  }

  void committed(const store::Counts& counts) {
    const std::lock_guard lock(mutex_);
    reading_.counts = counts;
    ++reading_.generation;
  }

  // Somebody withdrew their name or their details: what shows signers is old, the counts may be.
  void signers_changed() {
    const std::lock_guard lock(mutex_);
    ++reading_.generation;
  }

  // False if a commit came in between: read the database again.
  bool reloaded(const store::Counts& counts, std::uint64_t started_from) {
    const std::lock_guard lock(mutex_);
    if (reading_.generation != started_from) return false;
    reading_.counts = counts;
    ++reading_.generation;
    return true;
  }

 private:
  mutable std::mutex mutex_;
  Reading reading_;
};

}  // namespace undersigned::catalog
