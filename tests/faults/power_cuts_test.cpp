#include "tests/faults/power_cuts.h"

#include <doctest/doctest.h>

#include <sstream>

namespace undersigned::faults {
namespace {

TEST_CASE("whenever the power goes out, what was acknowledged is there once, and nothing that was refused") {
  std::ostringstream log;
  const Tally tally = run_power_cuts({.cuts = 300, .seed = 20'000}, log);
  CHECK_MESSAGE(tally.clean(), log.str());
  CHECK(tally.points >= 300);
  CHECK(tally.acknowledged > 3'000);
}

TEST_CASE("the harness sees what is lost on a disk that is not synced, as with synchronous=OFF") {
  std::ostringstream log;
  const Tally tally = run_power_cuts({.cuts = 400, .seed = 20'000, .syncing = Syncing::Ignored}, log);
  CHECK(tally.lost > 0);
  CHECK_FALSE(tally.clean());
}

}  // namespace
}  // namespace undersigned::faults
