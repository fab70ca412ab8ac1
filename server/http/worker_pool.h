// A fixed number of threads that run handlers. Responses to be made come first: their senders have waited longest. The
// queues hold at most one job for each connection, so the limit on connections bounds them. Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "server/base/mutex.h"
#include "server/http/body_source.h"
#include "server/http/framing.h"
#include "server/http/reply_queue.h"
#include "server/http/server_counters.h"

namespace undersigned::http {

// A complete request and where to reply; or a response to be made; or a source whose next piece is to be made.
struct Job {
  ConnectionId connection = 0;
  std::int64_t queued_ms = 0;  // on the event loop's clock; unset for a response to be made, which is never overdue
  RequestFrame frame;
  std::string bytes;  // head and body
  std::string remote_address;
  ResponseMaker make;                  // if set, nothing of the request is
  std::shared_ptr<BodySource> source;  // likewise
};

class WorkerPool {
 public:
  using Work = std::function<void(const Job&)>;

  // `make_work` is called once in each thread. What it returns need not be thread-safe, and must not throw.
  WorkerPool(std::size_t threads, ServerCounters& counters, const std::function<Work()>& make_work);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Finishes what is queued.
  ~WorkerPool();

  // Takes all of `jobs` and leaves it empty.
  void submit(std::vector<Job>& jobs);

  // Takes back the requests that were queued up to then and that no worker has begun. Never takes a response to be
  // made, since what it reports has happened, nor a piece of a stream. Returns when the oldest remaining job was
  // queued, if there is one.
  std::optional<std::int64_t> take_overdue(std::int64_t queued_until_ms, std::vector<Job>& overdue);

 private:
  void run(const Work& work);
  // The queue to take from next, or null.
  std::deque<Job>* next_queue() REQUIRES(mutex_);

  ServerCounters& counters_;
  base::Mutex mutex_;
  base::Condition wake_;
  std::deque<Job> responses_ GUARDED_BY(mutex_);  // to be made
  std::deque<Job> jobs_ GUARDED_BY(mutex_);       // all others, the oldest first
  std::size_t idle_ GUARDED_BY(mutex_) = 0;
  bool stopping_ GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace undersigned::http
