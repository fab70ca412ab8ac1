// Sends the mails that wait in the store, on a thread of its own, so that no signer ever waits for a mail server. Also
// runs what routes put off until after their reply, so that the reply's time tells nothing of what it finds.
//
// Mails are taken in batches, the longest due first; what became of them is written back at least once a second, so
// that after a crash few are sent twice, with the same Message-ID. A mail that is refused for good is given up, one
// that is put off is tried again by mail/retry.h. While the mail server cannot be reached or refuses us, nothing is
// sent but one attempt now and then, ever more rarely. The log tells kind, outcome and SMTP code; never a mailbox or
// campaign.
//
// Thread-safe. wake() and post() do little and never wait, so that callbacks of the store may call them.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "server/mail/transport.h"
#include "server/ops/clock.h"
#include "server/outbox/composer.h"
#include "server/store/store.h"

namespace undersigned::outbox {

// Since the start, but for the last.
struct OutboxStats {
  std::uint64_t sent = 0;
  std::uint64_t put_off = 0;
  std::uint64_t given_up = 0;
  std::uint64_t tasks_dropped = 0;
  std::size_t tasks_waiting = 0;
};

class Outbox {
 public:
  // Everything outlives the outbox. Does nothing before start().
  Outbox(store::Store& store, const Composer& composer, mail::Transport& transport, ops::Clock utc_now_ms);
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  // Stops.
  ~Outbox();

  void start();

  // A mail may be due: look now instead of within limits::kOutboxPollMs.
  void wake();

  // Runs `task` soon, in the order posted, one before each mail. It must not throw. Beyond limits::kOutboxTasksMax it
  // is dropped, which nobody is told.
  void post(std::function<void()> task);

  // Finishes the task or mail in hand, the mail within limits::kOutboxStopMs; what waits stays in the store, what was
  // posted is dropped.
  void stop();

  OutboxStats stats();

 private:
  enum class Next : std::uint8_t { GoOn, Wait };

  void run();
  void run_task();
  void sweep();
  void send_due();
  bool send_batch(const std::vector<store::WaitingMail>& mails);
  Next send(const store::WaitingMail& mail);
  bool report();
  void count_attempt(const store::MailReport& report);
  void pause();
  [[nodiscard]] bool stopping();

  store::Store& store_;
  const Composer& composer_;
  mail::Transport& transport_;
  ops::Clock utc_now_ms_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable ended_;
  bool woken_ = false;
  bool stopping_ = false;
  bool running_ = false;
  std::deque<std::function<void()>> tasks_;
  std::atomic<std::uint64_t> sent_{0};
  std::atomic<std::uint64_t> put_off_{0};
  std::atomic<std::uint64_t> given_up_{0};
  std::atomic<std::uint64_t> tasks_dropped_{0};

  // Of the thread alone.
  using Time = std::chrono::steady_clock::time_point;
  std::vector<store::MailReport> reports_;
  Time reported_{};
  Time paused_until_{};
  std::chrono::milliseconds pause_{0};
  Time sweep_due_{};

  std::thread thread_;
};

}  // namespace undersigned::outbox
