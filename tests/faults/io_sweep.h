// Fails the Nth operation, for N = 1, 2, ... until a run has no failure, in every way that a disk, the kernel or memory
// can fail. After each fault:
// - The store recovers by itself as soon as it can.
// - Its contents are right, also after the process was killed or the power was cut.
// - Whoever was answered 503 is stored once after trying again.
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
  Fault fault;               // except for its number
  bool reads_go_on = false;  // during the fault
  bool of_memory = false;    // of SQLite's memory instead of the disk
};

// All kinds of faults.
std::vector<Sweep> all_sweeps();

// Every `step`th N from `first` on; a step of 1 tries all of them.
struct Steps {
  std::size_t first = 1;
  std::size_t step = 1;
};

Tally run_sweep(const Sweep& sweep, const Steps& steps, std::uint64_t seed, std::ostream& log);

}  // namespace undersigned::faults
