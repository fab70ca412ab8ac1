#include "server/store/sqlite/batch_wait.h"

#include <algorithm>

#include "server/limits.h"

namespace undersigned::store::sqlite {

// The earlier number decays slowly: a client that missed one batch will be there for the next.
void BatchWait::batch_done(std::size_t operations, Duration took) {
  operations_wanted_ = std::max(operations, operations_wanted_ - (operations_wanted_ + 3) / 4);
  if (operations_wanted_ > limits::kBatchWaitOperationsMax) operations_wanted_ = 1;
  wait_max_ = std::min<Duration>(took / 2, limits::kBatchWaitMax);
}

}  // namespace undersigned::store::sqlite
