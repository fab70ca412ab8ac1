// Random numbers that a seed repeats: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators,
// 2014).
//
// Used by one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace undersigned::faults {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = state_ += 0x9E3779B97F4A7C15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  // From 0 to limit - 1; the limit is at least 1.
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

  // True with probability 1 in `times`.
  bool once_in(std::size_t times) { return below(times) == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace undersigned::faults
