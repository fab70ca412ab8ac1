// Calls a function once a second on a thread of its own, until it is destroyed.
#pragma once

#include <functional>
#include <thread>

#include "server/base/mutex.h"

namespace undersigned::base {

class Ticker {
 public:
  // `tick` must not throw.
  explicit Ticker(std::function<void()> tick);
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

  // Waits for a running tick.
  ~Ticker();

 private:
  void run();

  std::function<void()> tick_;
  Mutex mutex_;
  Condition stopped_;
  bool stopping_ GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace undersigned::base
