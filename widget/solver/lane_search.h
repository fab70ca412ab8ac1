// Searches a challenge's solution (shared/challenge/challenge.h) four numbers at a time: SHA-256 in the four lanes of a
// SIMD register, with the blocks that are the same for all numbers hashed once. Several times faster than
// solve_challenge().
//
// Pure, no allocation, safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace undersigned {

// The first of the `tries` numbers from `first` on with which the SHA-256 of `beginning` and the number begins with
// `bits` zero bits; none beyond 2^32 - 1 is tried. With a token and a dot for a beginning that is what
// solve_challenge() gives; zeros may follow the dot, as a solution may begin with some. `bits` is 0 to 256.
std::optional<std::uint32_t> search_in_lanes(std::string_view beginning, int bits, std::uint32_t first,
                                             std::uint32_t tries);

}  // namespace undersigned
