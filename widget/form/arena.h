// The form core's memory: a bump allocator that is reset when the next check begins. A check is short and needs some
// kilobytes, so freeing single pieces would gain nothing, and a general allocator would be a fifth of the module.
// malloc() and free() of this module use it.
//
// One caller, one thread.
#pragma once

#include <cstddef>

namespace undersigned::arena {

// Invalidates all memory returned so far.
void reset();

// Returns `size` bytes, aligned for any type. Traps when a check needs more than it ever should.
void* take(std::size_t size);

}  // namespace undersigned::arena
