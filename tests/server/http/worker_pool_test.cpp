#include "server/http/worker_pool.h"

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <memory>
#include <vector>

#include "tests/server/http/wait_until.h"

using namespace undersigned::http;

namespace {

struct EmptyBody final : BodySource {
  More next(std::string&) override { return More::No; }
};

Job job(ConnectionId connection, std::int64_t queued_ms, std::shared_ptr<BodySource> source = nullptr) {
  Job job;
  job.connection = connection;
  job.queued_ms = queued_ms;
  job.source = std::move(source);
  return job;
}

}  // namespace

TEST_CASE("requests that waited too long are taken back, responses to be made and streams that have begun are not") {
  ServerCounters counters;
  std::promise<void> begun;
  std::promise<void> go;
  const auto gone_on = go.get_future().share();
  std::atomic<int> done{0};
  std::vector<ConnectionId> taken;
  {
    WorkerPool pool(1, counters, [&]() -> WorkerPool::Work {
      return [&](const Job& job) {
        if (job.connection == 0) begun.set_value();
        gone_on.wait();
        ++done;
      };
    });
    std::vector<Job> jobs;
    jobs.push_back(job(0, 0));
    pool.submit(jobs);
    wait_for("the worker is busy", begun.get_future());
    jobs.push_back(job(1, 10, std::make_shared<EmptyBody>()));
    jobs.push_back(job(5, 15));
    jobs.back().make = [] { return Response(); };
    jobs.push_back(job(2, 20));
    jobs.push_back(job(3, 30));
    jobs.push_back(job(4, 40));
    pool.submit(jobs);
    CHECK(jobs.empty());
    CHECK(counters.jobs_waiting.value() == 5);

    std::vector<Job> overdue;
    CHECK(pool.take_overdue(5, overdue) == 20);
    CHECK(overdue.empty());
    CHECK(pool.take_overdue(30, overdue) == 40);
    for (const auto& late : overdue) taken.push_back(late.connection);
    CHECK(taken == std::vector<ConnectionId>{2, 3});
    CHECK(counters.jobs_waiting.value() == 3);
    CHECK_FALSE(pool.take_overdue(40, overdue));
    go.set_value();
  }
  CHECK(done == 3);
  CHECK(counters.jobs_waiting.value() == 0);
}
