// The only thread that writes, over the only connection that may (group commit). Operations are written in batches: a
// batch is what was queued while the one before was synced, at most limits::kWriteBatchMax. With few signers it waits a
// moment for more (batch_wait.h). Everything else is a WriteJob, run in its turn and in a transaction of its own.
//
// When a batch fails, all its callers are told, and the next batch uses a new connection: so writing recovers as soon
// as the disk does. Checkpoints of the write-ahead log run after a batch was answered, so that fewer people wait for
// them. Safe from any thread.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "server/base/mutex.h"
#include "server/store/sqlite/batch_wait.h"
#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/damage_log.h"
#include "server/store/sqlite/open.h"
#include "server/store/sqlite/operation.h"
#include "server/store/sqlite/signer_index.h"
#include "server/store/sqlite/wal_maintenance.h"
#include "server/store/sqlite/writer_stats.h"

namespace undersigned::store::sqlite {

class Writer {
 public:
  // May throw SQLite::Exception. An Error rolls back.
  using WriteJob = std::function<Status(Connection&)>;

  Writer(DatabaseFile file, Report report, DamageLog& damage_log);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  // Finishes what is queued.
  ~Writer();

  // See Store::sign(). If the queue is full, it calls back with Busy before it returns.
  void submit(Operation operation);

  // Waits until the job is done and on disk. Returns its status, Busy or StorageFailed. Not for callbacks. `size`: the
  // number of operations that write as much.
  Status run(const WriteJob& job, std::size_t size = 1);

  // Runs `caller` on this thread. The first job that it runs here and that succeeds is followed by `along`, in the same
  // transaction. False if there was none. Not within another such call.
  bool run_along(const WriteJob& along, const std::function<void()>& caller);

  // The signer index, for its methods that any thread may call.
  [[nodiscard]] const SignerIndex& signers() const { return signers_; }

  // Statistics. Takes the queue's lock for a moment.
  void read_stats(StoreStats& stats);

 private:
  struct QueuedWriteJob {
    const WriteJob* job = nullptr;
    std::size_t size = 1;
    std::promise<Status> done;
  };
  using Work = std::variant<std::unique_ptr<Operation>, std::unique_ptr<QueuedWriteJob>>;

  Status run_alone(const WriteJob& job, std::size_t size);
  // Takes `work`. False, and `work` is unchanged, if the queue is full or closed.
  bool enqueue(Work& work);
  void work_until_closed();
  // The next operations, or the next job; nothing once the writer is closed and the queue is empty.
  std::vector<Work> take();
  // True if `count` operations or one job are queued or the writer is closed.
  [[nodiscard]] bool has_enough(std::size_t count) const REQUIRES(mutex_);
  // Waits for that; false if it has not happened by `until`.
  bool wait_for(std::size_t count, base::MutexLock& lock, std::chrono::steady_clock::time_point until) REQUIRES(mutex_);
  void write_operations(const std::vector<Operation*>& batch);
  // Runs `work` on the connection, and opens that first if the last failure closed it.
  Status attempt(std::size_t size, const WriteJob& work);
  // Deletes the void requests that the last transactions have left: at least one step, and others while nothing waits.
  void sweep_void_requests();
  // Tells SqliteOptions::erased.
  void report_erased();
  void note_success();
  void note_failure(std::size_t size, const std::string& words);
  void close_log();

  const DatabaseFile file_;
  const Report report_;
  DamageLog& damage_log_;

  // For the writer's thread only.
  SignerIndex signers_;
  std::optional<Connection> connection_;
  BatchWait batch_wait_;
  WalMaintenance log_;
  // The most operations that could not be written since writing began to fail; 0: writing works. On a nearly full disk
  // a small batch may succeed and a large one fail: it counts as working again after a batch of this size.
  std::size_t failed_size_ = 0;
  std::uint64_t groups_ = 0;  // committed so far

  WriterStats stats_;

  base::Mutex mutex_;
  base::Condition queued_;
  std::deque<Work> queue_ GUARDED_BY(mutex_);
  std::size_t jobs_queued_ GUARDED_BY(mutex_) = 0;
  std::size_t wake_at_ GUARDED_BY(mutex_) = 0;  // wake the writer at this many queued operations; 0: it does not wait
  bool closed_ GUARDED_BY(mutex_) = false;

  std::thread thread_;
};

}  // namespace undersigned::store::sqlite
