// The form core's memory: handed out one piece after the other, and taken back all at once when the next check begins.
// A check lives for a moment and needs some kilobytes, so freeing single pieces would be work for nothing, and a
// general allocator would be a fifth of the module. malloc() and free() of this module are made of it.
//
// One caller, one thread.
#pragma once

#include <cstddef>

namespace undersigned::arena {

// Every piece handed out so far is invalid from here on.
void reset();

// `size` bytes, aligned for any type. Traps when a check asks for more than it can need.
void* take(std::size_t size);

}  // namespace undersigned::arena
