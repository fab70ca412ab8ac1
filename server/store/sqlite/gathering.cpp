#include "server/store/sqlite/gathering.h"

#include <algorithm>

#include "server/limits.h"

namespace undersigned::store::sqlite {

// What was wanted before counts for a little longer: who came too late for one batch is there for the next.
void Gathering::batch_done(std::size_t operations, Duration took) {
  wanted_ = std::max(operations, wanted_ - (wanted_ + 3) / 4);
  if (wanted_ > limits::kGatheredMax) wanted_ = 1;
  patience_ = std::min<Duration>(took / 2, limits::kGatherTime);
}

}  // namespace undersigned::store::sqlite
