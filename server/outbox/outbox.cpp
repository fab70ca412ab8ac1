#include "server/outbox/outbox.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "server/mail/retry.h"
#include "server/ops/log.h"
#include "shared/limits.h"
#include "shared/result.h"

namespace undersigned::outbox {
namespace {

using mail::SendOutcome;
using mail::SendReport;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using store::MailKind;
using store::MailOutcome;
using store::WaitingMail;

const char* name_of(MailKind kind) {
  switch (kind) {
    case MailKind::Confirm:
      return "confirm";
    case MailKind::AlreadySigned:
      return "already_signed";
    case MailKind::Confirmed:
      return "confirmed";
    case MailKind::MyCode:
      return "my_code";
  }
  return "unknown";
}

// Whether a reply that puts something off speaks of this one mail (RFC 5321 4.2.3), as greylisting does; otherwise the
// next mail would fare no better: no connection, no login, a server that closes (421) or has no TLS to give (454).
bool is_about_this_mail(int smtp_code) {
  return smtp_code >= 400 && smtp_code < 500 && smtp_code != 421 && smtp_code != 454;
}

store::MailReport given_up(const WaitingMail& mail) {
  return {.id = mail.id, .outcome = MailOutcome::GivenUp};
}

store::MailReport put_off(const WaitingMail& mail, std::int64_t now_ms) {
  const std::optional<std::int64_t> due_ms = mail::next_attempt_ms(mail.attempts + 1, now_ms);
  if (!due_ms) return given_up(mail);
  return {.id = mail.id, .outcome = MailOutcome::TryLater, .due_ms = *due_ms};
}

store::MailReport report_of(const WaitingMail& mail, SendOutcome outcome, std::int64_t now_ms) {
  switch (outcome) {
    case SendOutcome::Sent:
      return {.id = mail.id, .outcome = MailOutcome::Sent};
    case SendOutcome::TryLater:
      return put_off(mail, now_ms);
    case SendOutcome::GiveUp:
      return given_up(mail);
  }
  return given_up(mail);
}

void log_attempt(const WaitingMail& mail, const store::MailReport& report, const SendReport& sent) {
  const std::string smtp_code = std::to_string(sent.smtp_code);
  if (report.outcome == MailOutcome::Sent) {
    ops::log_info("mail_sent", {{"kind", name_of(mail.kind)}, {"smtp_code", smtp_code}});
    return;
  }
  ops::log_warning(report.outcome == MailOutcome::GivenUp ? "mail_given_up" : "mail_put_off",
                   {{"kind", name_of(mail.kind)},
                    {"smtp_code", smtp_code},
                    {"attempt", std::to_string(mail.attempts + 1)},
                    {"problem", std::string(sent.problem)}});
}

}  // namespace

Outbox::Outbox(store::Store& store, const Composer& composer, mail::Transport& transport, ops::Clock utc_now_ms)
    : store_(store), composer_(composer), transport_(transport), utc_now_ms_(std::move(utc_now_ms)) {}

Outbox::~Outbox() {
  stop();
}

void Outbox::start() {
  const std::lock_guard lock(mutex_);
  running_ = true;
  thread_ = std::thread([this] { run(); });
}

void Outbox::wake() {
  {
    const std::lock_guard lock(mutex_);
    if (woken_) return;
    woken_ = true;
  }
  changed_.notify_one();
}

void Outbox::post(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || tasks_.size() >= limits::kOutboxTasksMax) {
      ++tasks_dropped_;
      return;
    }
    tasks_.push_back(std::move(task));
  }
  changed_.notify_one();
}

void Outbox::stop() {
  {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    changed_.notify_one();
    ended_.wait_for(lock, milliseconds(limits::kOutboxStopMs), [this] { return !running_; });
    if (running_) transport_.abort();
  }
  if (thread_.joinable()) thread_.join();
}

bool Outbox::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Outbox::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    woken_ = false;
    lock.unlock();
    run_task();
    sweep();
    send_due();
    lock.lock();
    changed_.wait_for(lock, milliseconds(limits::kOutboxPollMs),
                      [this] { return stopping_ || woken_ || !tasks_.empty(); });
  }
  running_ = false;
  ended_.notify_one();
}

// One at a time, with a look at the mails in between: however many are posted, a mail waits for one of them.
void Outbox::run_task() {
  std::function<void()> task;
  {
    const std::lock_guard lock(mutex_);
    if (tasks_.empty() || stopping_) return;
    task = std::move(tasks_.front());
    tasks_.pop_front();
  }
  task();
}

void Outbox::sweep() {
  const auto now = steady_clock::now();
  if (now < sweep_due_) return;
  sweep_due_ = now + milliseconds(limits::kOutboxSweepMs);
  if (!store_.sweep_mail(utc_now_ms_())) ops::log_warning("mail_sweep_failed");
}

// Ends with the store's last due mail, or when there is a reason to wait. A mail is never taken again before what
// became of it has been written back.
void Outbox::send_due() {
  while (report() && steady_clock::now() >= paused_until_ && !stopping()) {
    const auto mails = store_.waiting_mails(utc_now_ms_(), limits::kOutboxBatchMax);
    if (!mails) {
      ops::log_warning("mail_read_failed");
      return;
    }
    const bool sent_all = send_batch(*mails);
    if (!report() || !sent_all || mails->size() < limits::kOutboxBatchMax) return;
  }
}

// False: the rest of the batch has to wait.
bool Outbox::send_batch(const std::vector<WaitingMail>& mails) {
  for (const WaitingMail& mail : mails) {
    if (stopping()) return false;
    if (send(mail) == Next::Wait) return false;
    if (steady_clock::now() - reported_ >= milliseconds(limits::kOutboxReportMs) && !report()) return false;
    run_task();
  }
  return true;
}

Outbox::Next Outbox::send(const WaitingMail& mail) {
  const Result<std::string> bytes = composer_.compose(mail, utc_now_ms_());
  if (!bytes) {
    // A campaign that another process has just imported is in the catalog soon.
    const bool soon = bytes.error().code == ErrorCode::UnknownCampaign;
    reports_.push_back(soon ? put_off(mail, utc_now_ms_()) : given_up(mail));
    count_attempt(reports_.back());
    log_attempt(mail, reports_.back(), {.problem = "it cannot be written"});
    return Next::GoOn;
  }
  const SendReport sent = transport_.send(composer_.from().email, mail.email, *bytes);
  reports_.push_back(report_of(mail, sent.outcome, utc_now_ms_()));
  count_attempt(reports_.back());
  log_attempt(mail, reports_.back(), sent);
  if (sent.outcome == SendOutcome::TryLater && !is_about_this_mail(sent.smtp_code)) {
    pause();
    return Next::Wait;
  }
  pause_ = milliseconds(0);
  return Next::GoOn;
}

bool Outbox::report() {
  reported_ = steady_clock::now();
  if (reports_.empty()) return true;
  if (!store_.report_mails(reports_)) {
    ops::log_warning("mail_report_failed");
    return false;
  }
  reports_.clear();
  return true;
}

void Outbox::count_attempt(const store::MailReport& report) {
  switch (report.outcome) {
    case MailOutcome::Sent:
      ++sent_;
      break;
    case MailOutcome::TryLater:
      ++put_off_;
      break;
    case MailOutcome::GivenUp:
      ++given_up_;
      break;
  }
}

OutboxStats Outbox::stats() {
  OutboxStats stats{.sent = sent_, .put_off = put_off_, .given_up = given_up_, .tasks_dropped = tasks_dropped_};
  const std::lock_guard lock(mutex_);
  stats.tasks_waiting = tasks_.size();
  return stats;
}

void Outbox::pause() {
  pause_ = std::clamp(pause_ * 2, milliseconds(limits::kOutboxPollMs), milliseconds(limits::kOutboxPauseMsMax));
  paused_until_ = steady_clock::now() + pause_;
}

}  // namespace undersigned::outbox
