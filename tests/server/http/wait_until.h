// Waits for something that a server does asynchronously. A test that waits in vain fails with a message.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>

namespace undersigned::http {

inline constexpr std::chrono::seconds kPatience{30};

// `what`: "the connection is closed".
template <class Condition>
void wait_until(const std::string& what, const Condition& condition) {
  const auto until = std::chrono::steady_clock::now() + kPatience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) FAIL("waited in vain until " << what);
    std::this_thread::yield();
  }
}

// The same for a future.
template <class Future>
void wait_for(const std::string& what, Future&& future) {
  if (future.wait_for(kPatience) != std::future_status::ready) FAIL("waited in vain until " << what);
}

}  // namespace undersigned::http
