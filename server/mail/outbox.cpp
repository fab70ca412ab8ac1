#include "server/mail/outbox.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "server/base/log.h"
#include "server/limits.h"
#include "server/mail/retry.h"
#include "server/store/mail_lanes.h"
#include "shared/result.h"

namespace undersigned::mail {
namespace {

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
    case MailKind::Thanks:
      return "thanks";
    case MailKind::Placeholder:
      return "placeholder";
  }
  return "unknown";
}

// Whether a temporary failure concerns only this mail (RFC 5321 4.2.3), as with greylisting. Otherwise the next mail
// would fail, too: no connection, no login, a server that closes (421) or cannot offer TLS (454). A server that closes
// after a mailbox does so because of it: otherwise, who enters such mailboxes would pause all mail.
bool is_about_this_mail(const SendReport& sent) {
  if (sent.smtp_code == 421) return sent.refused_mailbox;
  return sent.smtp_code >= 400 && sent.smtp_code < 500 && sent.smtp_code != 454;
}

bool opens_my(const WaitingMail& mail) {
  return mail.lane == store::MailLane::My;
}

std::size_t& lane_of(store::LaneCounts& counts, const WaitingMail& mail) {
  if (mail.lane == store::MailLane::My) return counts.my;
  return mail.lane == store::MailLane::New ? counts.fresh : counts.delayed;
}

// Those that nobody has in hand.
std::vector<WaitingMail> free_ones(std::vector<WaitingMail> mails, const std::set<std::int64_t>& in_hand) {
  std::vector<WaitingMail> free;
  for (WaitingMail& mail : mails) {
    if (in_hand.count(mail.id) == 0) free.push_back(std::move(mail));
  }
  return free;
}

using Mails = std::deque<WaitingMail>;

Mails::iterator first_of_lane(Mails& mails, store::MailLane lane) {
  return std::find_if(mails.begin(), mails.end(), [lane](const WaitingMail& mail) { return mail.lane == lane; });
}

Mails::iterator first_but_my(Mails& mails) {
  return std::find_if_not(mails.begin(), mails.end(), opens_my);
}

std::vector<WaitingMail>::iterator first_real(std::vector<WaitingMail>& mails) {
  return std::find_if(mails.begin(), mails.end(),
                      [](const WaitingMail& mail) { return mail.kind != MailKind::Placeholder; });
}

store::MailReport given_up(const WaitingMail& mail) {
  return {.id = mail.id, .outcome = MailOutcome::GivenUp, .cursor = mail.cursor};
}

store::MailReport put_off(const WaitingMail& mail, std::int64_t now_ms) {
  const std::optional<std::int64_t> due_ms = next_attempt_ms(mail.attempts + 1, now_ms);
  if (!due_ms) return given_up(mail);
  return {.id = mail.id, .outcome = MailOutcome::TryLater, .due_ms = *due_ms};
}

store::MailReport report_of(const WaitingMail& mail, SendOutcome outcome, std::int64_t now_ms) {
  switch (outcome) {
    case SendOutcome::Sent:
      return {.id = mail.id, .outcome = MailOutcome::Sent, .cursor = mail.cursor};
    case SendOutcome::TryLater:
      return put_off(mail, now_ms);
    case SendOutcome::GiveUp:
      return given_up(mail);
  }
  return given_up(mail);
}

std::string_view why_not_composed(const WaitingMail& mail, const Error& error) {
  if (mail.damaged) return "what is stored of its signature is damaged: `doctor --deep` says more";
  if (error.code == ErrorCode::NotAnEmail) return "what is stored as its address is no email address";
  if (error.code == ErrorCode::UnknownCampaign) return "its campaign cannot be read";
  return "the mail cannot be composed";
}

void log_attempt(const WaitingMail& mail, const store::MailReport& report, const SendReport& sent) {
  const std::string smtp_code = std::to_string(sent.smtp_code);
  if (report.outcome == MailOutcome::Sent) {
    base::log_info("mail_sent", {{"kind", name_of(mail.kind)}, {"smtp_code", smtp_code}});
    return;
  }
  base::log_warning(report.outcome == MailOutcome::GivenUp ? "mail_given_up" : "mail_put_off",
                    {{"kind", name_of(mail.kind)},
                     {"smtp_code", smtp_code},
                     {"attempt", std::to_string(mail.attempts + 1)},
                     {"problem", std::string(sent.problem)}});
}

}  // namespace

Outbox::Outbox(store::MailStore& store, const Composer& composer, std::vector<Transport*> transports,
               base::Clock utc_now_ms)
    : store_(store), composer_(composer), transports_(std::move(transports)), utc_now_ms_(std::move(utc_now_ms)) {}

Outbox::~Outbox() {
  stop();
}

void Outbox::start() {
  const base::MutexLock lock(mutex_);
  connections_ = transports_.size();
  for (Transport* transport : transports_) {
    threads_.emplace_back([this, transport] { send_mails(*transport); });
  }
  threads_.emplace_back([this] { dispatch(); });
}

void Outbox::wake() {
  {
    const base::MutexLock lock(mutex_);
    if (woken_) return;
    woken_ = true;
  }
  look_.notify_one();
}

void Outbox::stop() {
  tasks_.begin_stop();
  {
    base::MutexLock lock(mutex_);
    stopping_ = true;
    look_.notify_one();
    mails_.notify_all();
    stops_.notify_all();
    const Time until = steady_clock::now() + milliseconds(limits::kOutboxStopMs);
    while (connections_ > 0 && ended_.wait_until(lock, until)) {
    }
    if (connections_ > 0) {
      for (Transport* transport : transports_) transport->abort();
    }
  }
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  report();
  const std::size_t dropped = tasks_.stop(std::chrono::milliseconds(limits::kOutboxStopMs));
  if (dropped > 0) base::log_warning("tasks_dropped", {{"tasks", std::to_string(dropped)}});
}

OutboxStats Outbox::stats() {
  return {.sent = sent_, .put_off = put_off_, .given_up = given_up_, .tasks = tasks_.stats()};
}

std::int64_t Outbox::served_ms(store::MailLane lane, std::int64_t now_ms) const {
  const std::int64_t served_ms = lane == store::MailLane::My ? served_my_ms_ : served_new_ms_;
  return served_ms == 0 ? now_ms : served_ms;
}

void Outbox::dispatch() {
  base::MutexLock lock(mutex_);
  while (!stopping_) {
    const Plan next = plan(steady_clock::now());
    if (!next.sweep && !next.report && next.read == 0) {
      look_.wait_until(lock, next.wait_until);
      continue;
    }
    lock.unlock();
    if (next.sweep) {
      sweep();
    } else if (next.report) {
      report();
    } else {
      read_ahead(next.read);
    }
    lock.lock();
  }
}

// Call with the lock held, like the two below.
Outbox::Plan Outbox::plan(Time now) const {
  Plan plan;
  plan.wait_until = now + milliseconds(limits::kOutboxPollMs);
  plan.sweep = now >= sweep_due_;
  plan_report(plan, now);
  if (!unwritten_) plan_reading(plan, now);
  return plan;
}

void Outbox::plan_report(Plan& plan, Time now) const {
  if (reports_.empty()) return;
  const bool idle = sending_ == 0 && ahead_.empty();
  const bool at_once = !unwritten_ && (idle || reports_.size() >= limits::kOutboxBatchMax);
  const Time due = at_once ? now : reported_ + milliseconds(limits::kOutboxReportMs);
  plan.report = now >= due;
  plan.wait_until = std::min(plan.wait_until, due);
}

void Outbox::plan_reading(Plan& plan, Time now) const {
  const bool after_pause = pause_ > milliseconds(0);
  Time due = read_ + milliseconds(limits::kOutboxPollMs);
  if (woken_) due = std::min(due, read_ + milliseconds(limits::kOutboxReadMs));
  if (ahead_.empty() && !all_read_) due = now;
  due = std::max(due, paused_until_);
  // After a pause, a single mail tests whether the mail server is back.
  if (after_pause && sending_ + ahead_.size() > 0) return;
  if (now >= due) plan.read = after_pause ? 1 : transports_.size() * limits::kOutboxAheadMax;
  plan.wait_until = std::min(plan.wait_until, due);
}

void Outbox::sweep() {
  sweep_due_ = steady_clock::now() + milliseconds(limits::kOutboxSweepMs);
  if (!store_.sweep_mail(utc_now_ms_())) base::log_warning("mail_sweep_failed");
}

void Outbox::report() {
  reported_ = steady_clock::now();
  std::vector<store::MailReport> reports;
  {
    const base::MutexLock lock(mutex_);
    reports.swap(reports_);
  }
  if (reports.empty()) return;
  const bool written = store_.report_mails(reports).ok();
  if (!written) base::log_warning("mail_report_failed");
  const base::MutexLock lock(mutex_);
  unwritten_ = !written;
  if (written) {
    for (const store::MailReport& report : reports) in_hand_.erase(report.id);
  } else {
    reports_.insert(reports_.begin(), reports.begin(), reports.end());
    ahead_.clear();
  }
}

// Replaces the mails read before; those are still in the store.
void Outbox::read_ahead(std::size_t mails) {
  std::size_t rows = mails == 1 ? limits::kOutboxBatchMax : mails;  // for one that is real
  {
    const base::MutexLock lock(mutex_);
    woken_ = false;
    rows += in_hand_.size();
  }
  read_ = steady_clock::now();
  const std::int64_t now_ms = utc_now_ms_();
  Result<std::vector<WaitingMail>> due = store_.waiting_mails(now_ms, rows);
  if (!due) base::log_warning("mail_read_failed");
  if (due) note_idle(*due, now_ms);
  const base::MutexLock lock(mutex_);
  all_read_ = !due || due->size() < rows;
  if (!due || steady_clock::now() < paused_until_) return;
  keep(std::move(due).value(), mails);
  mails_.notify_all();
}

// A single one tests whether the mail server is back: a real one, if there is any.
void Outbox::keep(std::vector<WaitingMail> due, std::size_t mails) {
  ahead_.clear();
  due = free_ones(std::move(due), in_hand_);
  const auto real = first_real(due);
  if (mails == 1 && real != due.end()) {
    ahead_.push_back(std::move(*real));
    return;
  }
  store::LaneCounts waiting;
  for (const WaitingMail& mail : due) ++lane_of(waiting, mail);
  store::LaneCounts room = store::shares_of_lanes(waiting, mails);
  for (WaitingMail& mail : due) {
    std::size_t& left = lane_of(room, mail);
    if (left == 0) continue;
    --left;
    ahead_.push_back(std::move(mail));
  }
}

// Whoever asks while nothing waits sorts at the clock's time, but not before mails of the last backlog.
void Outbox::note_idle(const std::vector<WaitingMail>& due, std::int64_t now_ms) {
  const auto none_in = [&](store::MailLane lane) {
    return std::none_of(due.begin(), due.end(), [lane](const WaitingMail& mail) { return mail.lane == lane; });
  };
  const base::MutexLock lock(mutex_);
  if (none_in(store::MailLane::My)) served_my_ms_ = std::max(served_my_ms_.load(), now_ms);
  if (none_in(store::MailLane::New)) served_new_ms_ = std::max(served_new_ms_.load(), now_ms);
}

void Outbox::send_mails(Transport& transport) {
  base::MutexLock lock(mutex_);
  for (;;) {
    while (!stopping_ && ahead_.empty()) mails_.wait(lock);
    if (stopping_) break;
    const WaitingMail mail = take_next();
    in_hand_.insert(mail.id);
    ++sending_;
    const std::uint64_t pauses_before = pauses_;
    lock.unlock();
    const bool real = mail.kind != MailKind::Placeholder;
    const Attempt attempt = real ? send(transport, mail) : occupy(mail);
    lock.lock();
    if (real && attempt.server_answers) {
      took_ = std::min<steady_clock::duration>(attempt.took, milliseconds(limits::kPlaceholderMsMax));
    }
    --sending_;
    settle(attempt, pauses_before);
    look_.notify_one();
  }
  --connections_;
  ended_.notify_all();
}

// The first one of the lane whose turn it is. There is at least one mail.
WaitingMail Outbox::take_next() {
  const auto other = first_but_my(ahead_);
  auto next = ahead_.begin();
  if (other != ahead_.end() && (!opens_my(*next) || my_in_a_row_ >= limits::kMailsOfMyInARowMax)) {
    const store::MailLane wanted = delayed_is_next_ ? store::MailLane::Delayed : store::MailLane::New;
    const auto in_turn = first_of_lane(ahead_, wanted);
    next = in_turn != ahead_.end() ? in_turn : other;
    delayed_is_next_ = next->lane == store::MailLane::New;
  }
  my_in_a_row_ = opens_my(*next) ? my_in_a_row_ + 1 : 0;
  WaitingMail mail = std::move(*next);
  ahead_.erase(next);
  if (mail.lane == store::MailLane::My) served_my_ms_ = std::max(served_my_ms_.load(), mail.order_ms);
  if (mail.lane == store::MailLane::New) served_new_ms_ = std::max(served_new_ms_.load(), mail.order_ms);
  return mail;
}

Outbox::Attempt Outbox::occupy(const WaitingMail& placeholder) {
  base::MutexLock lock(mutex_);
  const Time until = steady_clock::now() + took_;
  while (!stopping_ && stops_.wait_until(lock, until)) {
  }
  return {.report = {.id = placeholder.id, .outcome = MailOutcome::Sent, .at_ms = utc_now_ms_()}};
}

Outbox::Attempt Outbox::send(Transport& transport, const WaitingMail& mail) {
  const Time begun = steady_clock::now();
  Attempt attempt;
  const Result<std::string> bytes = mail.damaged ? Error{ErrorCode::BadValue} : composer_.compose(mail, utc_now_ms_());
  SendReport sent{.problem = bytes ? "" : why_not_composed(mail, bytes.error())};
  if (bytes) {
    sent = transport.send({composer_.from().email, mail.email, mail.cursor}, *bytes);
    attempt.report = report_of(mail, sent.outcome, utc_now_ms_());
    attempt.server_fails = sent.outcome == SendOutcome::TryLater && !is_about_this_mail(sent);
    attempt.server_answers = !attempt.server_fails;
  } else {
    // If another process has just imported the campaign, the catalog will have it soon.
    const bool soon = bytes.error().code == ErrorCode::UnknownCampaign;
    attempt.report = soon ? put_off(mail, utc_now_ms_()) : given_up(mail);
  }
  attempt.report.at_ms = utc_now_ms_();
  attempt.took = steady_clock::now() - begun;
  count_attempt(attempt.report);
  log_attempt(mail, attempt.report, sent);
  return attempt;
}

// Call with the lock held. If several mails fail at the same time, only the first one starts a pause.
void Outbox::settle(const Attempt& attempt, std::uint64_t pauses_before) {
  reports_.push_back(attempt.report);
  if (attempt.server_fails) {
    if (pauses_before != pauses_) return;
    ++pauses_;
    pause_ = std::clamp(pause_ * 2, milliseconds(limits::kOutboxPollMs), milliseconds(limits::kOutboxPauseMsMax));
    paused_until_ = steady_clock::now() + pause_;
    ahead_.clear();
    all_read_ = false;
  } else if (attempt.server_answers && pauses_before == pauses_) {
    if (pause_ > milliseconds(0)) all_read_ = false;
    pause_ = milliseconds(0);
  }
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

}  // namespace undersigned::mail
