// Sends the mails that wait in the store, over several connections at once, so that neither a signer nor another mail
// ever waits for a mail server that is slow. Also runs what routes put off until after their reply.
//
// One thread, the dispatcher, reads mails that are due, most urgent first, and writes back the results. Each connection
// has a thread that sends one mail at a time. The dispatcher reads only a few mails ahead, and reads again when one was
// queued, so that an urgent one is next. Each lane (store::MailLane) has its share of the connections: while others wait,
// at most three of four mails open /my, and of the others at most every second was put off or delayed. Results are written back at least once a second, so that after a crash few
// mails are sent twice (with the same Message-ID).
//
// A mail that is refused for good is given up. One that fails temporarily is retried (mail/retry.h). While the mail
// server is down or refuses us, a single attempt is made now and then, at growing intervals. The log holds kind,
// outcome and SMTP code, never a mailbox or campaign.
//
// A placeholder (store::MailKind) occupies a connection for as long as the last mail did, so that it delays others as a
// mail does. It is neither logged nor counted.
//
// Thread-safe. wake() and post() are short and never block, so that callbacks of the store may call them.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <set>
#include <thread>
#include <vector>

#include "server/base/clock.h"
#include "server/base/executor.h"
#include "server/base/mutex.h"
#include "server/limits.h"
#include "server/mail/composer.h"
#include "server/mail/transport.h"
#include "server/store/mail_store.h"

namespace undersigned::mail {

// Mails since the start.
struct OutboxStats {
  std::uint64_t sent = 0;
  std::uint64_t put_off = 0;
  std::uint64_t given_up = 0;
  base::ExecutorStats tasks;
};

class Outbox {
 public:
  // One connection for each transport, at least one. All arguments must outlive the outbox. Sends nothing
  // before start().
  Outbox(store::MailStore& store, const Composer& composer, std::vector<Transport*> transports, base::Clock utc_now_ms);
  Outbox(const Outbox&) = delete;
  Outbox& operator=(const Outbox&) = delete;

  // Stops.
  ~Outbox();

  void start();

  // The number (store::MailPlace::order_ms) of the lane's mail that is being sent; the time if none waits.
  [[nodiscard]] std::int64_t served_ms(store::MailLane lane, std::int64_t now_ms) const;

  // A mail may be due: check now instead of within limits::kOutboxPollMs.
  void wake();

  // Runs `task` on a thread of its own, in the order posted, so that the duration of a reply does not depend on what the
  // task finds. False, and the task is dropped, if limits::kOutboxTasksMax are waiting or stop() has begun.
  [[nodiscard]] bool post(std::function<void()> task) { return tasks_.submit(std::move(task)); }

  // Finishes the posted tasks and the mails being sent, each within limits::kOutboxStopMs. Waiting mails stay in the
  // store.
  void stop();

  OutboxStats stats();

 private:
  using Time = std::chrono::steady_clock::time_point;

  // The result of one attempt.
  struct Attempt {
    store::MailReport report;
    bool server_fails = false;    // the next mail would fail, too
    bool server_answers = false;  // the next mail may succeed
    std::chrono::steady_clock::duration took{};
  };

  // What the dispatcher does next, or how long it waits.
  struct Plan {
    bool sweep = false;
    bool report = false;
    std::size_t read = 0;  // mails; 0: none
    Time wait_until{};
  };

  // For the dispatcher's thread.
  void dispatch();
  [[nodiscard]] Plan plan(Time now) const REQUIRES(mutex_);
  void plan_report(Plan& plan, Time now) const REQUIRES(mutex_);
  void plan_reading(Plan& plan, Time now) const REQUIRES(mutex_);
  void sweep();
  void report();
  void read_ahead(std::size_t mails);

  void keep(std::vector<store::WaitingMail> due, std::size_t mails) REQUIRES(mutex_);
  void note_idle(const std::vector<store::WaitingMail>& due, std::int64_t now_ms);

  // For the threads of connections.
  void send_mails(Transport& transport);
  store::WaitingMail take_next() REQUIRES(mutex_);
  Attempt occupy(const store::WaitingMail& placeholder);
  Attempt send(Transport& transport, const store::WaitingMail& mail);
  void settle(const Attempt& attempt, std::uint64_t pauses_before) REQUIRES(mutex_);
  void count_attempt(const store::MailReport& report);

  store::MailStore& store_;
  const Composer& composer_;
  const std::vector<Transport*> transports_;
  base::Clock utc_now_ms_;
  base::Executor tasks_{{.threads = 1, .lanes = 1, .waiting_max = limits::kOutboxTasksMax}};

  base::Mutex mutex_;
  base::Condition look_;   // for the dispatcher
  base::Condition mails_;  // for the connections
  base::Condition ended_;
  base::Condition stops_;  // for placeholders
  bool woken_ GUARDED_BY(mutex_) = false;
  bool stopping_ GUARDED_BY(mutex_) = false;
  std::deque<store::WaitingMail> ahead_ GUARDED_BY(mutex_);    // read and not being sent
  bool all_read_ GUARDED_BY(mutex_) = false;                   // after the last read, nothing else was due
  std::set<std::int64_t> in_hand_ GUARDED_BY(mutex_);          // being sent, or sent and not written back
  std::vector<store::MailReport> reports_ GUARDED_BY(mutex_);  // to be written back
  std::size_t sending_ GUARDED_BY(mutex_) = 0;
  std::chrono::steady_clock::duration took_ GUARDED_BY(mutex_) = std::chrono::milliseconds(limits::kPlaceholderMs);
  int my_in_a_row_ GUARDED_BY(mutex_) = 0;
  bool delayed_is_next_ GUARDED_BY(mutex_) = false;
  std::size_t connections_ GUARDED_BY(mutex_) = 0;         // with running threads
  std::chrono::milliseconds pause_ GUARDED_BY(mutex_){0};  // the last one; 0 after a mail was sent
  Time paused_until_ GUARDED_BY(mutex_){};
  std::uint64_t pauses_ GUARDED_BY(mutex_) = 0;  // how many so far

  std::atomic<std::int64_t> served_my_ms_{0};  // 0: none yet
  std::atomic<std::int64_t> served_new_ms_{0};
  std::atomic<std::uint64_t> sent_{0};
  std::atomic<std::uint64_t> put_off_{0};
  std::atomic<std::uint64_t> given_up_{0};

  // Only for the dispatcher's thread.
  Time read_{};
  Time reported_{};
  bool unwritten_ = false;  // the last report could not be written; nothing is sent until it is
  Time sweep_due_{};

  std::vector<std::thread> threads_;
};

}  // namespace undersigned::mail
