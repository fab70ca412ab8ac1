// How long the writer waits for more before it begins a batch.
//
// A few clients whose last requests were answered together send their next ones together. A writer that begins with the
// first of them leaves all the others to the next batch, and each pays for two syncs. So it waits until as many are
// there as in the last batch, or until half as long has gone by as that took: that is at most what it can save. After a
// large batch nobody is waited for, as there is enough to do; nor is after one signer alone.
#pragma once

#include <chrono>
#include <cstddef>

namespace undersigned::store::sqlite {

class BatchWait {
 public:
  using Duration = std::chrono::steady_clock::duration;

  void batch_done(std::size_t operations, Duration took);

  // So many are waited for; 1: the first is enough.
  [[nodiscard]] std::size_t operations_wanted() const { return operations_wanted_; }
  // And so long at most, from the first.
  [[nodiscard]] Duration wait_max() const { return wait_max_; }

 private:
  std::size_t operations_wanted_ = 1;
  Duration wait_max_{};
};

}  // namespace undersigned::store::sqlite
