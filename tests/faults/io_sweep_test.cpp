#include "tests/faults/io_sweep.h"

#include <doctest/doctest.h>

#include <sstream>

namespace undersigned::faults {
namespace {

// The whole sweep is ./dev bench faults.
TEST_CASE("whichever operation fails, the store recovers and holds what it acknowledged") {
  for (const Sweep& sweep : all_sweeps()) {
    CAPTURE(sweep.name);
    std::ostringstream log;
    // Steps that have no common factor with the repeating pattern of operations.
    const bool few = sweep.fault.operations == kSync;
    const std::size_t step = sweep.of_memory ? 997 : few ? 1 : 61;
    const Tally tally = run_sweep(sweep, {1, step}, 1, log);
    CHECK_MESSAGE(tally.clean(), log.str());
    CHECK(tally.points > 0);
    CHECK(tally.acknowledged > 0);
  }
}

// A regression: a log whose sync had failed was checkpointed from the cache without being read from the disk, and half
// of it was in the database when the power failed.
TEST_CASE("commits whose sync has failed are not carried over by a server that starts again") {
  for (const Sweep& sweep : all_sweeps()) {
    if (sweep.fault.failed_sync != FailedSync::Lost) continue;
    std::ostringstream log;
    const Tally tally = run_sweep(sweep, {5, 1'000}, 4, log);
    CHECK_MESSAGE(tally.clean(), log.str());
    CHECK(tally.points > 0);
  }
}

}  // namespace
}  // namespace undersigned::faults
