// Clocks are passed as arguments, so that tests can set the time.
//
// A clock may be called from any thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace undersigned::base {

// UTC milliseconds since 1970.
using Clock = std::function<std::int64_t()>;

inline std::int64_t utc_now_ms() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
}

// Never goes back, even if somebody sets the clock.
inline std::int64_t steady_now_ms() {
  const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_start).count();
}

}  // namespace undersigned::base
