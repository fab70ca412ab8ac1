// SQLite's memory, which runs out on demand: the Nth allocation from now on fails, once or until free_memory().
//
// Call install_failing_memory() before using SQLite. The other functions are safe from any thread.
#pragma once

#include <cstddef>

#include "tests/faults/disk_vfs.h"

namespace undersigned::faults {

void install_failing_memory();

void fail_memory(std::size_t nth_allocation, FaultDuration duration);
void free_memory();
bool memory_has_failed();  // since fail_memory()

}  // namespace undersigned::faults
