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
    const base::MutexLock lock(mutex_);
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
    const base::MutexLock lock(mutex_);
    for (Job& job : jobs) (job.make ? responses_ : jobs_).push_back(std::move(job));
    to_wake = std::min(idle_, jobs.size());
  }
  jobs.clear();
  for (; to_wake > 0; --to_wake) wake_.notify_one();
}

std::optional<std::int64_t> WorkerPool::take_overdue(std::int64_t queued_until_ms, std::vector<Job>& overdue) {
  const base::MutexLock lock(mutex_);
  const auto end =
      std::find_if(jobs_.begin(), jobs_.end(), [&](const Job& job) { return job.queued_ms > queued_until_ms; });
  // A stream that has begun cannot be answered with anything else, so it keeps waiting.
  const auto waits_on = [](const Job& job) { return job.source != nullptr; };
  const auto requests = std::stable_partition(jobs_.begin(), end, waits_on);
  counters_.jobs_waiting.subtract(static_cast<std::uint64_t>(end - requests));
  std::move(requests, end, std::back_inserter(overdue));
  jobs_.erase(requests, end);
  const auto oldest = std::find_if_not(jobs_.begin(), jobs_.end(), waits_on);
  return oldest == jobs_.end() ? std::nullopt : std::optional(oldest->queued_ms);
}

std::deque<Job>* WorkerPool::next_queue() {
  if (!responses_.empty()) return &responses_;
  return jobs_.empty() ? nullptr : &jobs_;
}

void WorkerPool::run(const Work& work) {
  base::MutexLock lock(mutex_);
  for (;;) {
    ++idle_;
    while (!stopping_ && next_queue() == nullptr) wake_.wait(lock);
    --idle_;
    std::deque<Job>* const queue = next_queue();
    if (queue == nullptr) return;
    {
      const Job job = std::move(queue->front());
      queue->pop_front();
      lock.unlock();
      counters_.jobs_waiting.subtract();
      work(job);
    }
    lock.lock();
  }
}

}  // namespace undersigned::http
