#include "server/store/sqlite/writer.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "server/limits.h"
#include "server/store/sqlite/batch.h"
#include "server/store/sqlite/guard.h"
#include "server/store/sqlite/requests.h"

namespace undersigned::store::sqlite {
namespace {

using std::chrono::steady_clock;

// The job that goes along with this thread's next one.
struct GoingAlong {
  const Writer* writer = nullptr;
  const Writer::WriteJob* job = nullptr;
};
thread_local GoingAlong going_along;

// A commit stands, whatever its callback does. A callback that throws has dropped its reply, which is answered with
// 500.
void tell(const Operation& operation) {
  try {
    operation.done(operation.result);
  } catch (...) {  // NOLINT(bugprone-empty-catch)
  }
}

}  // namespace

Writer::Writer(DatabaseFile file, Report report, DamageLog& damage_log)
    : file_(std::move(file)),
      report_(std::move(report)),
      damage_log_(damage_log),
      signers_(file_.recent_signers_max),
      log_(file_.log_pages_max),
      thread_([this] { work_until_closed(); }) {}

Writer::~Writer() {
  {
    const base::MutexLock lock(mutex_);
    closed_ = true;
  }
  queued_.notify_one();
  thread_.join();
}

void Writer::submit(Operation operation) {
  Work work = std::make_unique<Operation>(std::move(operation));
  if (enqueue(work)) return;
  stats_.count_busy();
  auto& refused = *std::get<std::unique_ptr<Operation>>(work);
  refused.result = Error{ErrorCode::Busy};
  tell(refused);
}

bool Writer::run_along(const WriteJob& along, const std::function<void()>& caller) {
  struct Scope {
    ~Scope() { going_along = {}; }
  } scope;
  going_along = {this, &along};
  caller();
  return going_along.job == nullptr;
}

Status Writer::run(const WriteJob& job, std::size_t size) {
  if (going_along.writer != this) return run_alone(job, size);
  const WriteJob& along = *going_along.job;
  const Status done = run_alone(
      [&](Connection& connection) -> Status {
        if (Status did = job(connection); !did) return did;
        return along(connection);
      },
      size);
  if (done) going_along = {};
  return done;
}

Status Writer::run_alone(const WriteJob& job, std::size_t size) {
  auto waiting = std::make_unique<QueuedWriteJob>();
  waiting->job = &job;
  waiting->size = size;
  std::future<Status> done = waiting->done.get_future();
  Work work = std::move(waiting);
  if (!enqueue(work)) return Error{ErrorCode::Busy};
  return done.get();
}

bool Writer::enqueue(Work& work) {
  bool wake = false;
  {
    const base::MutexLock lock(mutex_);
    if (closed_ || queue_.size() >= limits::kWriteQueueMax) return false;
    const bool job = std::holds_alternative<std::unique_ptr<QueuedWriteJob>>(work);
    if (job) ++jobs_queued_;
    queue_.push_back(std::move(work));
    wake = wake_at_ != 0 && (job || queue_.size() >= wake_at_);
    if (wake) wake_at_ = 0;
  }
  if (wake) queued_.notify_one();
  return true;
}

std::vector<Writer::Work> Writer::take() {
  base::MutexLock lock(mutex_);
  while (!wait_for(1, lock, connection_ ? log_.next() : steady_clock::now() + std::chrono::hours(1))) {
    lock.unlock();
    if (connection_) log_.maintain(*connection_, steady_clock::now());
    lock.lock();
  }
  wait_for(batch_wait_.operations_wanted(), lock, steady_clock::now() + batch_wait_.wait_max());

  std::vector<Work> taken;
  while (!queue_.empty() && taken.size() < limits::kWriteBatchMax) {
    const bool job = std::holds_alternative<std::unique_ptr<QueuedWriteJob>>(queue_.front());
    if (job && !taken.empty()) break;
    taken.push_back(std::move(queue_.front()));
    queue_.pop_front();
    if (job) --jobs_queued_;
    if (job) break;
  }
  return taken;
}

bool Writer::has_enough(std::size_t count) const {
  return closed_ || jobs_queued_ > 0 || queue_.size() >= count;
}

bool Writer::wait_for(std::size_t count, base::MutexLock& lock, steady_clock::time_point until) {
  if (has_enough(count)) return true;
  wake_at_ = count;
  while (!has_enough(count) && queued_.wait_until(lock, until)) {
  }
  wake_at_ = 0;
  return has_enough(count);
}

void Writer::work_until_closed() {
  std::vector<Operation*> batch;
  for (std::vector<Work> taken = take(); !taken.empty(); taken = take()) {
    if (const auto* job = std::get_if<std::unique_ptr<QueuedWriteJob>>(&taken.front())) {
      const Status status = attempt((*job)->size, [&](Connection& connection) -> Status {
        WriteTransaction transaction(connection);
        Status done = (*(*job)->job)(connection);
        if (done) transaction.commit();
        return done;
      });
      stats_.write_job_done(status);
      // So that erased data is gone from the log, too, unless a reader prevents it.
      if (connection_) log_.maintain_now(*connection_, steady_clock::now());
      report_erased();
      (*job)->done.set_value(status);
    } else {
      batch.clear();
      for (Work& work : taken) batch.push_back(std::get<std::unique_ptr<Operation>>(work).get());
      write_operations(batch);
      report_erased();
      if (connection_) log_.maintain(*connection_, steady_clock::now());
    }
    sweep_void_requests();
  }
  close_log();
}

void Writer::sweep_void_requests() {
  const auto somebody_waits = [&] {
    const base::MutexLock lock(mutex_);
    return has_enough(1);
  };
  while (connection_ && connection_->void_requests_left()) {
    // Size 0: often there is nothing to write, so success does not show that a failing disk works again.
    const Status swept = attempt(0, [](Connection& connection) -> Status {
      WriteTransaction transaction(connection);
      const bool more = sweep_requests(connection);
      transaction.commit();
      connection.set_void_requests_left(more);
      return Done{};
    });
    report_erased();
    if (!swept || somebody_waits()) break;
    log_.maintain(*connection_, steady_clock::now());
  }
}

// If this is the last connection, closing it checkpoints and removes the log. If another process has the database open,
// this makes sure that no erased data remains in the log.
void Writer::close_log() {
  const auto until = steady_clock::now() + std::chrono::milliseconds(limits::kLogCloseMs);
  while (connection_ && log_.holds_erased() && steady_clock::now() < until) {
    std::this_thread::sleep_until(std::min(log_.next(), until));
    log_.maintain(*connection_, steady_clock::now());
  }
}

void Writer::write_operations(const std::vector<Operation*>& batch) {
  Group group{++groups_, batch.size(), steady_clock::now(), {}};
  const Status status = attempt(batch.size(), [&](Connection& connection) -> Status {
    group.commit_took = write_batch(connection, batch);
    return Done{};
  });
  const auto took = steady_clock::now() - group.begun;
  batch_wait_.batch_done(batch.size(), took);
  for (Operation* operation : batch) {
    if (!status) operation->result = status.error();
    if (operation->result) operation->result.value().group = group;
  }
  stats_.batch_done(batch, status, took);
  for (Operation* operation : batch) tell(*operation);
}

void Writer::read_stats(StoreStats& stats) {
  stats_.read(stats);
  const base::MutexLock lock(mutex_);
  stats.queue_depth = queue_.size();
}

Status Writer::attempt(std::size_t size, const WriteJob& work) {
  try {
    if (!connection_) {
      connection_.emplace(file_, Access::Write);
      signers_.invalidate();
      connection_->set_signers(signers_);
      log_.watch(*connection_);
    }
    Status status = work(*connection_);
    damage_log_.note(connection_->damaged().take());
    if (status && size >= failed_size_) note_success();
    return status;
  } catch (const SQLite::Exception& exception) {
    const Error error = error_of(exception);
    if (error.code == ErrorCode::StorageFailed) {
      connection_.reset();
      note_failure(size, words_of(exception));
    }
    return error;
  }
}

void Writer::report_erased() {
  if (!connection_) return;
  const std::vector<std::int64_t> ids = connection_->take_erased_ids();
  if (file_.erased && !ids.empty()) file_.erased(ids);
}

void Writer::note_success() {
  if (std::exchange(failed_size_, 0) == 0) return;
  stats_.failure_known(false);
  if (report_) report_("writing works again");
}

void Writer::note_failure(std::size_t size, const std::string& words) {
  stats_.failure_known(true);
  const bool first = failed_size_ == 0;
  failed_size_ = std::max({failed_size_, size, std::size_t{1}});
  if (first && report_) report_("writing fails: " + words);
}

}  // namespace undersigned::store::sqlite
