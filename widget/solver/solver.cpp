// The functions of the solver that the browser calls. A module of its own, which is fetched only if a server asks for
// proof of work. web/solver calls it, and has the same in JavaScript for browsers that cannot run it.
//
// One caller, one thread. The order of calls: write the beginning (a token and its dot) at place(), then search() until
// a solution is found.
#include <emscripten/emscripten.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "widget/solver/lane_search.h"

namespace {

constexpr std::size_t kBeginningBytesMax = 1'024;

char room[kBeginningBytesMax];

}  // namespace

extern "C" {

// A buffer for a beginning of that size; null if it is longer than any server's.
EMSCRIPTEN_KEEPALIVE char* place(std::size_t size) {
  return size <= kBeginningBytesMax ? room : nullptr;
}

// The first solution among the `tries` numbers from `first` on, or -1. `size` is that of the beginning.
EMSCRIPTEN_KEEPALIVE double search(std::size_t size, int bits, std::uint32_t first, std::uint32_t tries) {
  if (size > kBeginningBytesMax) return -1;
  const auto found = undersigned::search_in_lanes({room, size}, bits, first, tries);
  return found ? static_cast<double>(*found) : -1;
}
}
