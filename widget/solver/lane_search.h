// Searches a challenge's solution (shared/challenge/challenge.h) for four numbers at a time: SHA-256 in the four lanes
// of a SIMD register. The blocks that are the same for all numbers are hashed once. Several times faster than
// solve_challenge().
//
// Pure, no allocation, safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace undersigned {

// Returns the first of the `tries` numbers from `first` on for which the SHA-256 of `beginning` and the number starts
// with `bits` zero bits; numbers above 2^32 - 1 are not tried. With a token and a dot as `beginning`, this is the
// result of solve_challenge(). Zeros may follow the dot, because a solution may start with some. `bits` is 0 to 256.
std::optional<std::uint32_t> search_in_lanes(std::string_view beginning, int bits, std::uint32_t first,
                                             std::uint32_t tries);

}  // namespace undersigned
