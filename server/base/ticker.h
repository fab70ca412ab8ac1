// Calls a function once a second on a thread of its own, until it is destroyed.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

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
  std::mutex mutex_;
  std::condition_variable stopped_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace undersigned::base
