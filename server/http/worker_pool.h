// A fixed number of threads that run handlers. The queue holds at most one request for each connection, so the
// gate's limit on connections bounds it. Thread-safe.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/http/framing.h"
#include "server/http/reply_queue.h"

namespace undersigned::http {

// One whole request and whom to answer.
struct Job {
  ConnectionId connection = 0;
  RequestFrame frame;
  std::string bytes;  // head and body
  std::string remote_address;
};

class WorkerPool {
 public:
  using Work = std::function<void(const Job&)>;

  // `make_work` is called once in each thread: what it returns need not be thread-safe, and must not throw.
  WorkerPool(std::size_t threads, const std::function<Work()>& make_work);
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Finishes what is queued.
  ~WorkerPool();

  // Takes all of `jobs` and leaves it empty.
  void submit(std::vector<Job>& jobs);

 private:
  void run(const Work& work);

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  std::size_t idle_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace undersigned::http
