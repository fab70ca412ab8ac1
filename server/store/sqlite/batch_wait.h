// How long the writer waits for more operations before it begins a batch.
//
// Clients whose last requests were answered together tend to send their next ones together. A writer that starts with
// the first of them would leave the others to the next batch, and all would pay for two syncs. So it waits until as
// many operations are queued as in the last batch, or for half the time that batch took, which is the most it can save.
// It does not wait after a large batch, since there is enough to do, nor after a batch of one.
#pragma once

#include <chrono>
#include <cstddef>

namespace undersigned::store::sqlite {

class BatchWait {
 public:
  using Duration = std::chrono::steady_clock::duration;

  void batch_done(std::size_t operations, Duration took);

  // How many operations to wait for; 1: begin with the first.
  [[nodiscard]] std::size_t operations_wanted() const { return operations_wanted_; }
  // How long to wait at most, from the first operation.
  [[nodiscard]] Duration wait_max() const { return wait_max_; }

 private:
  std::size_t operations_wanted_ = 1;
  Duration wait_max_{};
};

}  // namespace undersigned::store::sqlite
