// The goal a count is shown against. It moves: once the count comes near a step, the next step is shown, so that the
// bar always says "we are many, and we can be more".
#pragma once

#include <cstdint>
#include <span>

namespace undersigned {

// The step shown for `count`: the smallest step that the count has filled to less than 95 %; beyond the last step,
// the last step doubled as often as needed. No steps: 100, 250, 500, 1,000 and so on. Never 0, never below count.
std::uint64_t goal_for(std::span<const std::uint64_t> steps, std::uint64_t count);

// How full the bar is, 0 to 100, rounded down; at least 1 as soon as anyone has signed.
int percent_of_goal(std::uint64_t goal, std::uint64_t count);

}  // namespace undersigned
