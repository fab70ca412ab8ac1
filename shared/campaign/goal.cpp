#include "shared/campaign/goal.h"

#include <algorithm>
#include <array>
#include <limits>

namespace undersigned {
namespace {

constexpr std::array<std::uint64_t, 15> kDefaultSteps{10,    25,     50,     100,    250,     500,     1'000,  2'500,
                                                      5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 500'000};

bool nearly_full(std::uint64_t step, std::uint64_t count) {
  return count >= step - step / 20;
}

}  // namespace

std::uint64_t goal_for(std::span<const std::uint64_t> steps, std::uint64_t count) {
  if (steps.empty()) steps = kDefaultSteps;
  for (const std::uint64_t step : steps) {
    if (!nearly_full(step, count)) return step;
  }
  std::uint64_t goal = std::max<std::uint64_t>(steps.back(), 1);
  while (nearly_full(goal, count)) {
    if (goal > std::numeric_limits<std::uint64_t>::max() / 2) return std::numeric_limits<std::uint64_t>::max();
    goal *= 2;
  }
  return goal;
}

std::uint64_t counted_in_all(const Campaign& campaign, std::uint64_t confirmed) {
  const std::uint64_t room = std::numeric_limits<std::uint64_t>::max() - confirmed;
  return confirmed + std::min(campaign.offline.count, room);
}

int percent_of_goal(std::uint64_t goal, std::uint64_t count) {
  if (goal == 0 || count >= goal) return 100;
  if (count == 0) return 0;
  const long double share = static_cast<long double>(count) / static_cast<long double>(goal);
  return std::max(1, static_cast<int>(share * 100));
}

}  // namespace undersigned
