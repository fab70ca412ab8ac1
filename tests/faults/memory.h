// SQLite's memory, running out when told to: the Nth allocation from now on, once or until it is freed.
//
// install() must come before anything of SQLite's. The others are safe from any thread.
#pragma once

#include <cstddef>

#include "tests/faults/disk_vfs.h"

namespace undersigned::faults {

void install_failing_memory();

void fail_memory(std::size_t nth_allocation, FaultDuration duration);
void free_memory();
bool memory_has_failed();  // since fail_memory()

}  // namespace undersigned::faults
