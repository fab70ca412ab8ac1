// The kernel's numbers for this process (proc(5)), under the names that Prometheus clients share. Linux only.
//
// Safe from any thread.
#pragma once

#include <cstdint>

namespace undersigned::ops {

// 0 for a number that the kernel did not provide.
struct ProcessStats {
  std::uint64_t resident_bytes = 0;
  std::uint64_t open_descriptors = 0;
  std::uint64_t descriptors_max = 0;  // RLIMIT_NOFILE
  std::uint64_t threads = 0;
  double cpu_seconds = 0;      // user and system
  double started_seconds = 0;  // UTC since 1970
};

ProcessStats process_stats();

}  // namespace undersigned::ops
