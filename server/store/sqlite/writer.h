// The one thread that writes, over the one connection that may. Operations go in groups: a batch is what queued while
// the one before was being synced, at most limits::kWriteBatchMax, without a timer. Everything else is an errand, done
// in its turn and in a transaction of its own.
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
#include <thread>
#include <variant>
#include <vector>

#include "server/store/sqlite/connection.h"
#include "server/store/sqlite/open.h"
#include "server/store/sqlite/operation.h"
#include "server/store/sqlite/signer_index.h"
#include "server/store/sqlite/writer_stats.h"

namespace undersigned::store::sqlite {

class Writer {
 public:
  // May throw SQLite::Exception inside; an Error rolls back.
  using Errand = std::function<Status(Connection&)>;

  Writer(DatabaseFile file, Report report);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  // Finishes what is queued.
  ~Writer();

  // See Store::sign(). Where the queue is full, its callback is called with Busy before this returns.
  void carry_out(Operation operation);

  // Waits until the errand is done and on disk; its status, or Busy, or StorageFailed. Not for callbacks.
  Status run(const Errand& errand);

  // Who has signed, for what it answers to any thread.
  [[nodiscard]] const SignerIndex& signers() const { return signers_; }

  // How it is doing. Takes the queue's lock for a moment.
  void read_stats(StoreStats& stats);

 private:
  struct WaitingErrand {
    const Errand* errand = nullptr;
    std::promise<Status> done;
  };
  using Work = std::variant<std::unique_ptr<Operation>, std::unique_ptr<WaitingErrand>>;

  // Takes `work`, or leaves it where it is: the queue is full or closed.
  bool enqueue(Work& work);
  void work_until_closed();
  // The next operations, or the one next errand; nothing once the writer is closed and the queue empty.
  std::vector<Work> take();
  void write_operations(const std::vector<Operation*>& batch);
  // Runs `work` on the connection, opening it first where the last failure closed it.
  Status attempt(const Errand& work);
  void carry_log_over();

  const DatabaseFile file_;
  const Report report_;

  // Of the writer's thread.
  SignerIndex signers_;
  std::optional<Connection> connection_;
  int log_pages_ = 0;
  bool failing_ = false;
  std::uint64_t groups_ = 0;  // committed so far

  WriterStats stats_;

  std::mutex mutex_;
  std::condition_variable queued_;
  std::deque<Work> queue_;
  bool waiting_ = false;
  bool closed_ = false;

  std::thread thread_;
};

}  // namespace undersigned::store::sqlite
