// The solver of challenges as the browser calls it: a module of its own, which is fetched only once a server asks for
// proof of work. web/solver is the other side, and says the same in JavaScript for where this cannot run.
//
// One caller, one thread. Write the beginning, a token and its dot, at place(), then search() until something is found.
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

// Room for a beginning of so many bytes; null for one that is longer than any server's.
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
