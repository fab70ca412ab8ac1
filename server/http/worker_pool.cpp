#include "server/http/worker_pool.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace undersigned::http {

WorkerPool::WorkerPool(std::size_t threads, ServerCounters& counters, const std::function<Work()>& make_work)
    : counters_(counters) {
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
  counters_.jobs_waiting.add(jobs.size());
  {
    const std::lock_guard lock(mutex_);
    std::move(jobs.begin(), jobs.end(), std::back_inserter(jobs_));
    to_wake = std::min(idle_, jobs.size());
  }
  jobs.clear();
  for (; to_wake > 0; --to_wake) wake_.notify_one();
}

std::optional<std::int64_t> WorkerPool::take_overdue(std::int64_t queued_until_ms, std::vector<Job>& overdue) {
  const std::lock_guard lock(mutex_);
  const auto end =
      std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& job) { return job.queued_ms > queued_until_ms; });
  // A stream that has begun cannot be answered with anything else any more: it waits on.
  const auto requests = std::stable_partition(jobs_.begin(), end, [](const Job& job) { return job.source != nullptr; });
  counters_.jobs_waiting.subtract(static_cast<std::uint64_t>(end - requests));
  std::move(requests, end, std::back_inserter(overdue));
  jobs_.erase(requests, end);
  const auto oldest = std::find_if(jobs_.begin(), jobs_.end(), [](const Job& job) { return job.source == nullptr; });
  return oldest == jobs_.end() ? std::nullopt : std::optional(oldest->queued_ms);
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
      counters_.jobs_waiting.subtract();
      work(job);
    }
    lock.lock();
  }
}

}  // namespace undersigned::http
