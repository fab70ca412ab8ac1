// The writer's statistics. Only the writer's thread counts, so relaxed loads and stores are enough. read() may be
// called from any thread.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <span>

#include "server/store/sqlite/operation.h"
#include "server/store/stats.h"

namespace undersigned::store::sqlite {

class WriterStats {
 public:
  // Call it after the batch was committed or has failed, with its results set.
  void batch_done(std::span<Operation* const> batch, const Status& committed, std::chrono::steady_clock::duration took);
  void write_job_done(const Status& committed);
  void failure_known(bool failing) { failing_.store(failing, std::memory_order_relaxed); }

  // From any thread.
  void count_busy() { busy_.fetch_add(1, std::memory_order_relaxed); }
  void read(StoreStats& stats) const;

 private:
  using Number = std::atomic<std::uint64_t>;

  void count_outcome(const Operation& operation);
  void note_commit();

  Number signed_stored_{0};
  Number signed_already_there_{0};
  Number confirmed_{0};
  Number confirmed_already_{0};
  Number refused_{0};
  Number failed_{0};
  Number busy_{0};
  Number batches_{0};
  Number write_jobs_{0};
  Number write_failures_{0};
  Number operations_{0};
  Number batch_nanoseconds_{0};
  std::array<Number, kBatchSizeBounds.size() + 1> batch_sizes_{};
  std::array<Number, kCommitSecondsBounds.size() + 1> batch_seconds_{};
  std::atomic<std::int64_t> last_commit_ms_{0};
  std::atomic<bool> failing_{false};
};

}  // namespace undersigned::store::sqlite
