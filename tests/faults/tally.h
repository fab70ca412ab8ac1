// The results of a run of faults: the table's columns.
#pragma once

#include <cstdint>
#include <ostream>
#include <string_view>

namespace undersigned::faults {

struct Tally {
  std::uint64_t points = 0;        // at which a fault happened
  std::uint64_t acknowledged = 0;  // signatures and confirmations
  std::uint64_t lost = 0;          // acknowledged, but missing or different
  std::uint64_t doubled = 0;
  std::uint64_t refused_present = 0;
  std::uint64_t recounts_differed = 0;
  // Any other problem: a damaged file, a signature without its record, a missing or extra mail, a store that does not
  // open, read or recover, an answer that cannot be right.
  std::uint64_t otherwise_wrong = 0;

  [[nodiscard]] bool clean() const {
    return lost + doubled + refused_present + recounts_differed + otherwise_wrong == 0;
  }
};

Tally& operator+=(Tally& sum, const Tally& more);

void print_head(std::ostream& out);
void print_row(std::ostream& out, std::string_view what, const Tally& tally);

}  // namespace undersigned::faults
