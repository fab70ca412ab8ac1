// Proof of work: a small computation that costs one person nothing, and a flood of signatures a lot (Dwork and Naor
// 1992; as in Hashcash). The server chooses a token and a number of bits (server/signing makes and checks tokens). A
// solution is a decimal number n for which SHA-256 of the token, a dot and n begins with that many zero bits. Finding
// one takes 2^bits attempts on average; checking takes one.
//
// Pure, no allocation, safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "shared/hash/sha256.h"

namespace undersigned {

// Leading zero bits, 0 to 256.
int leading_zero_bits(const Sha256Digest& digest);

// `solution` is 1 to 20 digits without a sign. `bits` is 0 to 256.
bool is_solution(std::string_view token, std::string_view solution, int bits);

// Tries `tries` numbers starting at `first` and returns the first solution. So a solver can work in slices, or in
// several threads.
std::optional<std::uint64_t> solve_challenge(std::string_view token, int bits, std::uint64_t first,
                                             std::uint64_t tries);

}  // namespace undersigned
