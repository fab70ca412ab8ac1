#include "server/http/worker_pool.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace undersigned::http {

WorkerPool::WorkerPool(std::size_t threads, const std::function<Work()>& make_work) {
  threads_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) {
    threads_.emplace_back([this, make_work] { run(make_work()); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

void WorkerPool::submit(std::vector<Job>& jobs) {
  if (jobs.empty()) return;
  std::size_t to_wake = 0;
  {
    const std::lock_guard lock(mutex_);
    std::move(jobs.begin(), jobs.end(), std::back_inserter(jobs_));
    to_wake = std::min(idle_, jobs.size());
  }
  jobs.clear();
  for (; to_wake > 0; --to_wake) wake_.notify_one();
}

void WorkerPool::run(const Work& work) {
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    --idle_;
    if (jobs_.empty()) return;
    {
      const Job job = std::move(jobs_.front());
      jobs_.pop_front();
      lock.unlock();
      work(job);
    }
    lock.lock();
  }
}

}  // namespace undersigned::http
