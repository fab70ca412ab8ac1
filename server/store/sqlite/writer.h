// The one thread that writes, over the one connection that may. Operations go in groups: a batch is what queued while
// the one before was being synced, at most limits::kWriteBatchMax; where few sign, it waits a moment for those who
// signed together before (batch_wait.h). Everything else is a job, done in its turn and in a transaction of its own.
//
// When a batch fails, everyone in it is told so, and the next batch starts from a new connection: as soon as the disk
// is back, so is the writer. The write-ahead log is carried over into the database after the batch was answered, so
// those who wait for that are fewer. Safe from any thread.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "server/store/sqlite/batch_wait.h"
#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/open.h"
#include "server/store/sqlite/operation.h"
#include "server/store/sqlite/signer_index.h"
#include "server/store/sqlite/wal_maintenance.h"
#include "server/store/sqlite/writer_stats.h"

namespace undersigned::store::sqlite {

class Writer {
 public:
  // May throw SQLite::Exception inside; an Error rolls back.
  using WriteJob = std::function<Status(Connection&)>;

  Writer(DatabaseFile file, Report report);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  // Finishes what is queued.
  ~Writer();

  // See Store::sign(). Where the queue is full, its callback is called with Busy before this returns.
  void submit(Operation operation);

  // Waits until the job is done and on disk; its status, or Busy, or StorageFailed. Not for callbacks. `size`: how
  // many operations it writes as much as.
  Status run(const WriteJob& job, std::size_t size = 1);

  // Who has signed, for what it answers to any thread.
  [[nodiscard]] const SignerIndex& signers() const { return signers_; }

  // How it is doing. Takes the queue's lock for a moment.
  void read_stats(StoreStats& stats);

 private:
  struct QueuedWriteJob {
    const WriteJob* job = nullptr;
    std::size_t size = 1;
    std::promise<Status> done;
  };
  using Work = std::variant<std::unique_ptr<Operation>, std::unique_ptr<QueuedWriteJob>>;

  // Takes `work`, or leaves it where it is: the queue is full or closed.
  bool enqueue(Work& work);
  void work_until_closed();
  // The next operations, or the one next job; nothing once the writer is closed and the queue empty.
  std::vector<Work> take();
  // True as soon as `count` are queued, or a job is, or the writer is closed; false where none of it is by `until`.
  bool wait_for(std::size_t count, std::unique_lock<std::mutex>& lock, std::chrono::steady_clock::time_point until);
  void write_operations(const std::vector<Operation*>& batch);
  // Runs `work` on the connection, opening it first where the last failure closed it.
  Status attempt(std::size_t size, const WriteJob& work);
  void note_success();
  void note_failure(std::size_t size, const std::string& words);
  void close_log();

  const DatabaseFile file_;
  const Report report_;

  // Of the writer's thread.
  SignerIndex signers_;
  std::optional<Connection> connection_;
  BatchWait batch_wait_;
  WalMaintenance log_;
  // The most operations that could not be written, since writing began to fail; 0: it works. On a disk that is nearly
  // full, few can be written where many cannot: it works again once as many were.
  std::size_t failed_size_ = 0;
  std::uint64_t groups_ = 0;  // committed so far

  WriterStats stats_;

  std::mutex mutex_;
  std::condition_variable queued_;
  std::deque<Work> queue_;
  std::size_t jobs_queued_ = 0;
  std::size_t wake_at_ = 0;  // the writer waits until so many are queued; 0: it does not
  bool closed_ = false;

  std::thread thread_;
};

}  // namespace undersigned::store::sqlite
