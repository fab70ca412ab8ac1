// What a run of faults came to: the table's columns.
#pragma once

#include <cstdint>
#include <ostream>
#include <string_view>

namespace undersigned::faults {

struct Tally {
  std::uint64_t points = 0;        // at which a fault struck
  std::uint64_t acknowledged = 0;  // signatures and confirmations
  std::uint64_t lost = 0;          // acknowledged, and not there or not as acknowledged
  std::uint64_t doubled = 0;
  std::uint64_t refused_present = 0;
  std::uint64_t recounts_differed = 0;
  // All else that must not be: a damaged file, a signature without its record, a mail too few or too many, a store that
  // does not open, read or recover, an answer that cannot have been right.
  std::uint64_t otherwise_wrong = 0;

  [[nodiscard]] bool clean() const {
    return lost + doubled + refused_present + recounts_differed + otherwise_wrong == 0;
  }
};

Tally& operator+=(Tally& sum, const Tally& more);

void print_head(std::ostream& out);
void print_row(std::ostream& out, std::string_view what, const Tally& tally);

}  // namespace undersigned::faults
