// How many mails of each lane (MailLane) are taken when more wait than there is room for: none starves.
#pragma once

#include <algorithm>
#include <cstddef>

namespace undersigned::store {

struct LaneCounts {
  std::size_t my = 0;
  std::size_t fresh = 0;  // MailLane::New
  std::size_t delayed = 0;
};

// Of `rows`: those that open /my come first, but leave a quarter to the others. Of the rest, delayed ones get up to a
// half.
inline LaneCounts shares_of_lanes(const LaneCounts& waiting, std::size_t rows) {
  LaneCounts shares;
  shares.my = std::min(waiting.my, rows - std::min(waiting.fresh + waiting.delayed, rows / 4));
  const std::size_t rest = rows - shares.my;
  shares.fresh = std::min(waiting.fresh, rest - std::min(waiting.delayed, rest / 2));
  shares.delayed = std::min(waiting.delayed, rest - shares.fresh);
  return shares;
}

}  // namespace undersigned::store
