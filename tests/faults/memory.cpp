#include "tests/faults/memory.h"

#include <sqlite3.h>

#include <atomic>
#include <limits>

namespace undersigned::faults {
namespace {

constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

sqlite3_mem_methods usual;
std::atomic<std::size_t> allocations_left = kNever;
std::atomic<bool> only_once = false;
std::atomic<bool> failed = false;

bool fails_now() {
  std::size_t left = allocations_left;
  do {
    if (left == kNever || left == 0) break;
  } while (!allocations_left.compare_exchange_weak(left, left - 1));
  if (left == kNever || left > 1) return false;
  failed = true;
  if (only_once) allocations_left = kNever;
  return true;
}

}  // namespace

void install_failing_memory() {
  sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
  sqlite3_mem_methods failing = usual;
  failing.xMalloc = [](int bytes) -> void* { return fails_now() ? nullptr : usual.xMalloc(bytes); };
  failing.xRealloc = [](void* memory, int bytes) -> void* {
    return fails_now() ? nullptr : usual.xRealloc(memory, bytes);
  };
  sqlite3_config(SQLITE_CONFIG_MALLOC, &failing);
}

void fail_memory(std::size_t nth_allocation, FaultDuration duration) {
  failed = false;
  only_once = duration == FaultDuration::Once;
  allocations_left = nth_allocation;
}

void free_memory() {
  allocations_left = kNever;
}

bool memory_has_failed() {
  return failed;
}

}  // namespace undersigned::faults
