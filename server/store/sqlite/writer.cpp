#include "server/store/sqlite/writer.h"

#include <sqlite3.h>

#include <chrono>
#include <utility>

#include "server/store/sqlite/batch.h"
#include "server/store/sqlite/guard.h"
#include "shared/limits.h"

namespace undersigned::store::sqlite {
namespace {

int note_log_pages(void* log_pages, sqlite3* /*database*/, const char* /*name*/, int pages) {
  *static_cast<int*>(log_pages) = pages;
  return SQLITE_OK;
}

}  // namespace

Writer::Writer(DatabaseFile file, Report report)
    : file_(std::move(file)),
      report_(std::move(report)),
      signers_(file_.recent_signers_max),
      thread_([this] { work_until_closed(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  queued_.notify_one();
  thread_.join();
}

void Writer::carry_out(Operation operation) {
  Work work = std::make_unique<Operation>(std::move(operation));
  if (enqueue(work)) return;
  stats_.turned_away();
  std::get<std::unique_ptr<Operation>>(work)->done(Error{ErrorCode::Busy});
}

Status Writer::run(const Errand& errand) {
  auto waiting = std::make_unique<WaitingErrand>();
  waiting->errand = &errand;
  std::future<Status> done = waiting->done.get_future();
  Work work = std::move(waiting);
  if (!enqueue(work)) return Error{ErrorCode::Busy};
  return done.get();
}

bool Writer::enqueue(Work& work) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || queue_.size() >= limits::kWriteQueueMax) return false;
    queue_.push_back(std::move(work));
    wake = std::exchange(waiting_, false);
  }
  if (wake) queued_.notify_one();
  return true;
}

std::vector<Writer::Work> Writer::take() {
  std::unique_lock lock(mutex_);
  waiting_ = queue_.empty();
  queued_.wait(lock, [this] { return closed_ || !queue_.empty(); });
  waiting_ = false;

  std::vector<Work> taken;
  while (!queue_.empty() && taken.size() < limits::kWriteBatchMax) {
    const bool errand = std::holds_alternative<std::unique_ptr<WaitingErrand>>(queue_.front());
    if (errand && !taken.empty()) break;
    taken.push_back(std::move(queue_.front()));
    queue_.pop_front();
    if (errand) break;
  }
  return taken;
}

void Writer::work_until_closed() {
  std::vector<Operation*> batch;
  for (std::vector<Work> taken = take(); !taken.empty(); taken = take()) {
    if (const auto* errand = std::get_if<std::unique_ptr<WaitingErrand>>(&taken.front())) {
      const Status status = attempt([&](Connection& connection) -> Status {
        WriteTransaction transaction(connection);
        Status done = (*(*errand)->errand)(connection);
        if (done) transaction.commit();
        return done;
      });
      stats_.errand_done(status);
      (*errand)->done.set_value(status);
    } else {
      batch.clear();
      for (Work& work : taken) batch.push_back(std::get<std::unique_ptr<Operation>>(work).get());
      write_operations(batch);
    }
    carry_log_over();
  }
}

void Writer::write_operations(const std::vector<Operation*>& batch) {
  const auto begun = std::chrono::steady_clock::now();
  const Status status = attempt([&](Connection& connection) -> Status {
    write_batch(connection, batch);
    return Done{};
  });
  const auto took = std::chrono::steady_clock::now() - begun;
  ++groups_;
  for (Operation* operation : batch) {
    if (!status) operation->result = status.error();
    if (operation->result) operation->result.value().group = groups_;
  }
  stats_.batch_done(batch, status, took);
  for (Operation* operation : batch) operation->done(operation->result);
}

void Writer::read_stats(StoreStats& stats) {
  stats_.read(stats);
  const std::lock_guard lock(mutex_);
  stats.queue_depth = queue_.size();
}

Status Writer::attempt(const Errand& work) {
  try {
    if (!connection_) {
      connection_.emplace(file_, Access::Write);
      signers_.forget_all();
      connection_->set_signers(signers_);
      sqlite3_wal_hook(connection_->database().getHandle(), note_log_pages, &log_pages_);
    }
    Status status = work(*connection_);
    stats_.failure_known(false);
    if (std::exchange(failing_, false) && report_) report_("writing works again");
    return status;
  } catch (const SQLite::Exception& exception) {
    const Error error = error_of(exception);
    if (error.code == ErrorCode::StorageFailed) {
      stats_.failure_known(true);
      connection_.reset();
      if (!std::exchange(failing_, true) && report_) report_("writing fails: " + words_of(exception));
    }
    return error;
  }
}

// A failure is no harm: the log stays as it is, and is tried again after the next batch.
void Writer::carry_log_over() {
  if (!connection_ || log_pages_ < file_.log_pages_max) return;
  log_pages_ = 0;
  sqlite3_wal_checkpoint_v2(connection_->database().getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace undersigned::store::sqlite
