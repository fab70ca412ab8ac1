// The goal that the count is shown against, paper included. It moves: when the count gets near a step, the next step is
// shown, so that the bar always says "we are many, and we can be more". The first steps are small, so that three
// signatures look like a beginning.
#pragma once

#include <cstdint>
#include <span>

#include "shared/campaign/campaign.h"

namespace undersigned {

// The goal for `count`: the smallest step that is less than 95 % full; beyond the last step, that one doubled as often
// as needed. Default steps: 10, 25, 50, 100, 250 and so on. Never 0, never below count.
std::uint64_t goal_for(std::span<const std::uint64_t> steps, std::uint64_t count);

// Confirmed signatures and those collected elsewhere: what the goal and its bar are about.
std::uint64_t counted_in_all(const Campaign& campaign, std::uint64_t confirmed);

// How full the bar is, 0 to 100, rounded down, but at least 1 if anyone has signed.
int percent_of_goal(std::uint64_t goal, std::uint64_t count);

}  // namespace undersigned
