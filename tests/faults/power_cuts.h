// The power goes out in the middle of real traffic, again and again, on a disk that loses what was not synced.
//
// Many short lives, each with an empty disk at first: opening and making the database, signing, confirming,
// withdrawing, mails, accounts, a second process that writes, a reader that holds the log back, carrying the log over,
// closing; now and then the process is killed instead, and a power cut may strike while the one before is being
// recovered from. At the end of each life everybody who is without an answer has tried again.
#pragma once

#include <cstdint>
#include <ostream>

#include "tests/faults/disk_vfs.h"
#include "tests/faults/tally.h"

namespace undersigned::faults {

struct PowerCuts {
  std::uint64_t cuts = 300;
  std::uint64_t seed = 1;  // of the first life; the next ones count on
  Syncing syncing = Syncing::Honest;
};

// Says what is wrong, and in which life, to `log`.
Tally run_power_cuts(const PowerCuts& options, std::ostream& log);

}  // namespace undersigned::faults
