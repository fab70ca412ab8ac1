// Fails the Nth operation, for N = 1, 2, ... until a run comes through without a failure, in every way that a disk, the
// kernel or memory can fail. After each: the store recovers by itself as soon as it can, what it holds is right, also
// after the process was killed or the power cut, and whoever was told 503 is there once after trying again.
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "tests/faults/disk_vfs.h"
#include "tests/faults/tally.h"

namespace undersigned::faults {

struct Sweep {
  std::string name;
  Fault fault;               // but for its number
  bool reads_go_on = false;  // while it lasts
  bool of_memory = false;    // SQLite's memory instead of the disk
};

// Every kind there is.
std::vector<Sweep> all_sweeps();

// Every `step`th N from `first` on; a step of 1 tries them all.
struct Steps {
  std::size_t first = 1;
  std::size_t step = 1;
};

Tally run_sweep(const Sweep& sweep, const Steps& steps, std::uint64_t seed, std::ostream& log);

}  // namespace undersigned::faults
