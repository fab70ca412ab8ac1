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
    // Steps that share no factor with how operations follow each other.
    const bool few = sweep.fault.operations == kSync;
    const std::size_t step = sweep.of_memory ? 997 : few ? 1 : 61;
    const Tally tally = run_sweep(sweep, {1, step}, 1, log);
    CHECK_MESSAGE(tally.clean(), log.str());
    CHECK(tally.points > 0);
    CHECK(tally.acknowledged > 0);
  }
}

// Failed before the log was recovered from the disk: a cache that a failed sync had left was carried over into the
// database, and half of it was there when the power went out.
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
