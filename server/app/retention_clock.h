// Erases personal data past its retention period (Campaign::retention_months) while the server runs: one pass over all
// signatures a day, one short step a tick, so that signers do not notice. It stores no position: after a restart it
// begins again and finds what is left.
//
// Erasure is final, so the system clock is trusted only after it ran evenly for limits::kClockTrustedMs; a wrong clock
// is usually corrected within minutes. Erasures are noted in the audit log, one entry for each campaign and pass, and
// as totals in the server's log.
//
// For one thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/accounts/audit_log.h"
#include "server/base/clock.h"
#include "server/store/operation_store.h"

namespace undersigned::app {

// Files beside the database that may hold erased data. Old ones are deleted.
struct KeptFiles {
  std::string data;        // folder; restores keep replaced databases in it
  std::string mail_spool;  // folder of unsent mails
};

// False if one could not be removed.
bool remove_old_files(const KeptFiles& files, std::int64_t now_ms);

class RetentionClock {
 public:
  // `store` and `audit_log` must outlive the object. `steady_now_ms` must not change when somebody sets the clock.
  RetentionClock(store::OperationStore& store, accounts::AuditLog& audit_log, base::Clock utc_now_ms,
                 base::Clock steady_now_ms, KeptFiles files = {});
  RetentionClock(const RetentionClock&) = delete;
  RetentionClock& operator=(const RetentionClock&) = delete;
  ~RetentionClock();

  // Runs at most one step, some milliseconds. Call it about once a second.
  void tick();

 private:
  bool clock_is_trusted(std::int64_t utc_ms, std::int64_t steady_ms);
  void note_erased();

  store::OperationStore& store_;
  accounts::AuditLog& audit_log_;
  const base::Clock utc_now_ms_;
  const base::Clock steady_now_ms_;
  const KeptFiles files_;

  std::optional<std::int64_t> difference_ms_;  // between the two clocks
  std::int64_t even_since_ms_ = 0;             // steady; as the next
  std::int64_t next_step_ms_ = 0;
  std::int64_t after_ = 0;
  std::map<std::string, store::Expired> erased_;  // in this pass
};

// The subject of an audit entry: the campaign and how many signatures.
std::string erased_words(const std::string& campaign, const store::Expired& erased);

void add_to(std::map<std::string, store::Expired>& sums, const std::map<std::string, store::Expired>& step);

}  // namespace undersigned::app
