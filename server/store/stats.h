// Statistics of the store: totals since it was opened, and a few current values. Store::stats() copies them without a
// lock, so two numbers of one copy may be one operation apart.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace undersigned::store {

// Bucket i counts the values in (bound i - 1, bound i]; the last one, values above every bound.
template <std::size_t kBounds>
struct Histogram {
  std::array<std::uint64_t, kBounds + 1> buckets{};
  double sum = 0;
};

inline constexpr std::array<double, 10> kBatchSizeBounds{1, 2, 5, 10, 20, 50, 100, 200, 500, 1'000};
inline constexpr std::array<double, 12> kCommitSecondsBounds{0.000'25, 0.000'5, 0.001, 0.002'5, 0.005, 0.01,
                                                             0.025,    0.05,    0.1,   0.25,    1,     5};

struct StoreStats {
  // Answered signatures and confirmations, by outcome.
  std::uint64_t signed_stored = 0;
  std::uint64_t signed_already_there = 0;
  std::uint64_t confirmed = 0;
  std::uint64_t confirmed_already = 0;
  std::uint64_t refused = 0;  // a wrong code, no such campaign
  std::uint64_t failed = 0;   // not written, because of the disk; the client is to try again
  std::uint64_t busy = 0;     // not queued: the queue was full, or the store was closing

  // The writer.
  std::uint64_t batches = 0;     // committed
  std::uint64_t write_jobs = 0;  // committed; every other write
  std::uint64_t write_failures = 0;
  Histogram<kBatchSizeBounds.size()> batch_sizes;        // operations in a commit
  Histogram<kCommitSecondsBounds.size()> batch_seconds;  // from BEGIN until the commit was on disk
  std::size_t queue_depth = 0;
  std::int64_t last_commit_ms = 0;  // steady clock (base/clock.h); 0: none yet
  bool failing = false;             // the last write failed

  std::uint64_t erased = 0;  // personal records and unconfirmed signatures, by the retention clock

  // The readers.
  std::uint64_t reads_waited = 0;  // because all connections were in use
  std::uint64_t reads_busy = 0;    // and then got none
};

}  // namespace undersigned::store
