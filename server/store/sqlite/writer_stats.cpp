#include "server/store/sqlite/writer_stats.h"

#include <algorithm>

namespace undersigned::store::sqlite {
namespace {

using Number = std::atomic<std::uint64_t>;

void add(Number& number, std::uint64_t more) {
  number.store(number.load(std::memory_order_relaxed) + more, std::memory_order_relaxed);
}

bool is_failure(const Error& error) {
  return error.code == ErrorCode::StorageFailed || error.code == ErrorCode::Busy;
}

template <std::size_t kBounds>
Number& bucket_of(std::array<Number, kBounds + 1>& buckets, const std::array<double, kBounds>& bounds, double value) {
  const auto bound = std::lower_bound(bounds.begin(), bounds.end(), value);
  return buckets[static_cast<std::size_t>(bound - bounds.begin())];
}

template <std::size_t kSize>
std::array<std::uint64_t, kSize> values_of(const std::array<Number, kSize>& numbers) {
  std::array<std::uint64_t, kSize> values{};
  std::transform(numbers.begin(), numbers.end(), values.begin(),
                 [](const Number& number) { return number.load(std::memory_order_relaxed); });
  return values;
}

}  // namespace

void WriterStats::count_outcome(const Operation& operation) {
  if (!operation.result) {
    add(is_failure(operation.result.error()) ? failed_ : refused_, 1);
    return;
  }
  const bool is_new = operation.result->outcome == SignOutcome::Stored;
  if (std::holds_alternative<NewSignature>(operation.request)) add(is_new ? signed_stored_ : signed_already_there_, 1);
  if (std::holds_alternative<Confirmation>(operation.request)) add(is_new ? confirmed_ : confirmed_already_, 1);
}

void WriterStats::note_commit() {
  using std::chrono::milliseconds;
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  last_commit_ms_.store(std::chrono::duration_cast<milliseconds>(now).count(), std::memory_order_relaxed);
}

void WriterStats::batch_done(std::span<Operation* const> batch, const Status& committed,
                             std::chrono::steady_clock::duration took) {
  for (const Operation* operation : batch) count_outcome(*operation);
  if (!committed) return add(write_failures_, 1);
  note_commit();
  add(batches_, 1);
  add(operations_, batch.size());
  add(bucket_of(batch_sizes_, kBatchSizeBounds, static_cast<double>(batch.size())), 1);
  add(batch_nanoseconds_,
      static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(took).count()));
  add(bucket_of(batch_seconds_, kCommitSecondsBounds, std::chrono::duration<double>(took).count()), 1);
}

// A refused job (a name is taken, no such row) counts as neither: nothing was written, and nothing failed.
void WriterStats::write_job_done(const Status& committed) {
  if (committed) {
    add(write_jobs_, 1);
    note_commit();
  } else if (is_failure(committed.error())) {
    add(write_failures_, 1);
  }
}

void WriterStats::read(StoreStats& stats) const {
  stats.signed_stored = signed_stored_.load(std::memory_order_relaxed);
  stats.signed_already_there = signed_already_there_.load(std::memory_order_relaxed);
  stats.confirmed = confirmed_.load(std::memory_order_relaxed);
  stats.confirmed_already = confirmed_already_.load(std::memory_order_relaxed);
  stats.refused = refused_.load(std::memory_order_relaxed);
  stats.failed = failed_.load(std::memory_order_relaxed);
  stats.busy = busy_.load(std::memory_order_relaxed);
  stats.batches = batches_.load(std::memory_order_relaxed);
  stats.write_jobs = write_jobs_.load(std::memory_order_relaxed);
  stats.write_failures = write_failures_.load(std::memory_order_relaxed);
  stats.batch_sizes.buckets = values_of(batch_sizes_);
  stats.batch_sizes.sum = static_cast<double>(operations_.load(std::memory_order_relaxed));
  stats.batch_seconds.buckets = values_of(batch_seconds_);
  stats.batch_seconds.sum = static_cast<double>(batch_nanoseconds_.load(std::memory_order_relaxed)) / 1e9;
  stats.last_commit_ms = last_commit_ms_.load(std::memory_order_relaxed);
  stats.failing = failing_.load(std::memory_order_relaxed);
}

}  // namespace undersigned::store::sqlite
