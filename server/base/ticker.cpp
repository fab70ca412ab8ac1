#include "server/base/ticker.h"

#include <chrono>
#include <utility>

namespace undersigned::base {

Ticker::Ticker(std::function<void()> tick) : tick_(std::move(tick)), thread_([this] { run(); }) {}

Ticker::~Ticker() {
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
  }
  stopped_.notify_one();
  thread_.join();
}

void Ticker::run() {
  MutexLock lock(mutex_);
  while (!stopping_) {
    const auto due = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    while (!stopping_ && stopped_.wait_until(lock, due)) {
    }
    if (stopping_) return;
    lock.unlock();
    tick_();
    lock.lock();
  }
}

}  // namespace undersigned::base
