// The goal that the count is shown against. It moves: when the count gets near a step, the next step is shown, so that
// the bar always says "we are many, and we can be more".
#pragma once

#include <cstdint>
#include <span>

namespace undersigned {

// The goal for `count`: the smallest step that is less than 95 % full; beyond the last step, that one doubled as often
// as needed. Default steps: 100, 250, 500, 1,000 and so on. Never 0, never below count.
std::uint64_t goal_for(std::span<const std::uint64_t> steps, std::uint64_t count);

// How full the bar is, 0 to 100, rounded down, but at least 1 if anyone has signed.
int percent_of_goal(std::uint64_t goal, std::uint64_t count);

}  // namespace undersigned
