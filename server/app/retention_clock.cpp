#include "server/app/retention_clock.h"

#include <cstdlib>
#include <utility>

#include "server/base/log.h"
#include "server/limits.h"
#include "server/mail/spooled.h"
#include "server/store/data_folder.h"

namespace undersigned::app {

bool remove_old_files(const KeptFiles& files, std::int64_t now_ms) {
  const bool mails = mail::remove_old_spooled(files.mail_spool);
  if (files.data.empty()) return mails;
  const bool drafts = store::remove_backup_leftovers(files.data);
  return store::remove_old_set_aside(files.data, now_ms) && drafts && mails;
}

RetentionClock::RetentionClock(store::OperationStore& store, accounts::AuditLog& audit_log, base::Clock utc_now_ms,
                               base::Clock steady_now_ms, KeptFiles files)
    : store_(store),
      audit_log_(audit_log),
      utc_now_ms_(std::move(utc_now_ms)),
      steady_now_ms_(std::move(steady_now_ms)),
      files_(std::move(files)) {}

RetentionClock::~RetentionClock() {
  note_erased();
}

void RetentionClock::tick() {
  const std::int64_t utc_ms = utc_now_ms_();
  const std::int64_t steady_ms = steady_now_ms_();
  if (!clock_is_trusted(utc_ms, steady_ms) || steady_ms < next_step_ms_) return;
  const Result<store::RetentionStep> step = store_.erase_expired(after_, utc_ms);
  if (!step) {
    next_step_ms_ = steady_ms + limits::kRetentionRetryMs;
    return base::log_warning("retention_failed");
  }
  if (after_ == 0 && !remove_old_files(files_, utc_ms)) base::log_warning("file_not_removed");
  add_to(erased_, step->campaigns);
  after_ = step->next;
  if (after_ != 0) return;
  next_step_ms_ = steady_ms + limits::kRetentionPassMs;
  note_erased();
}

bool RetentionClock::clock_is_trusted(std::int64_t utc_ms, std::int64_t steady_ms) {
  const std::int64_t difference_ms = utc_ms - steady_ms;
  if (!difference_ms_ || std::abs(difference_ms - *difference_ms_) > limits::kClockJumpMs) {
    difference_ms_ = difference_ms;
    even_since_ms_ = steady_ms;
  }
  return steady_ms - even_since_ms_ >= limits::kClockTrustedMs;
}

void RetentionClock::note_erased() {
  if (erased_.empty()) return;
  store::Expired all;
  for (const auto& [campaign, erased] : erased_) {
    all.personal_records += erased.personal_records;
    all.unconfirmed += erased.unconfirmed;
    all.dedupe_keys += erased.dedupe_keys;
  }
  base::log_info("retention_erased", {{"personal_records", std::to_string(all.personal_records)},
                                      {"unconfirmed", std::to_string(all.unconfirmed)},
                                      {"dedupe_keys", std::to_string(all.dedupe_keys)}});
  for (const auto& [campaign, erased] : erased_) {
    const auto row =
        audit_log_.add({utc_now_ms_(), {}, store::AuditAction::RetentionErased, erased_words(campaign, erased)});
    if (!row) base::log_error("audit_failed");
  }
  erased_.clear();
}

std::string erased_words(const std::string& campaign, const store::Expired& erased) {
  return campaign + ": " + std::to_string(erased.personal_records) + " personal records, " +
         std::to_string(erased.unconfirmed) + " unconfirmed, " + std::to_string(erased.dedupe_keys) + " keys";
}

void add_to(std::map<std::string, store::Expired>& sums, const std::map<std::string, store::Expired>& step) {
  for (const auto& [campaign, expired] : step) {
    store::Expired& sum = sums[campaign];
    sum.personal_records += expired.personal_records;
    sum.unconfirmed += expired.unconfirmed;
    sum.dedupe_keys += expired.dedupe_keys;
  }
}

}  // namespace undersigned::app
