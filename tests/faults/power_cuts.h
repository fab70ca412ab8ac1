// Cuts the power during realistic traffic, repeatedly, on a disk that loses what was not synced.
//
// Many short runs, each with a new empty disk: opening and creating the database, signing, confirming, withdrawing,
// mails, accounts, a second process that writes, a reader that holds the log back, checkpoints, closing. Sometimes the
// process is killed instead, and a power cut can happen during the recovery from the one before. At the end of each
// run, every client without an answer has tried again.
#pragma once

#include <cstdint>
#include <ostream>

#include "tests/faults/disk_vfs.h"
#include "tests/faults/tally.h"

namespace undersigned::faults {

struct PowerCuts {
  std::uint64_t cuts = 300;
  std::uint64_t seed = 1;  // of the first run; each further run has the next number
  Syncing syncing = Syncing::Honest;
};

// Writes problems to `log`, with the run's number.
Tally run_power_cuts(const PowerCuts& options, std::ostream& log);

}  // namespace undersigned::faults
