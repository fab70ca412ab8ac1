// Erases what the retention clock of each campaign says is over (Campaign::retention_months), while the server runs: a
// walk through all signatures once a day, one step of it a tick, so that those who sign do not notice. It keeps no note
// of where it is: after a restart it begins anew, and finds what is left.
//
// What is erased never comes back, so the machine's clock is believed only after it ran evenly for
// limits::kClockTrustedMs: one that starts wrong, or is set while the server runs, is put right within minutes, as a
// rule. How much was erased is noted in the audit log, a line a campaign and walk, and in numbers in the server's log.
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

// Files beside the database that hold what is erased in it: they go with it, or as they get old.
struct KeptFiles {
  std::string data;        // folder, in which restoring puts databases aside
  std::string mail_spool;  // folder of mails that were not sent
};

// False where one could not be removed.
bool remove_mails_to(const KeptFiles& files, const std::vector<std::string>& addresses);
bool remove_old_files(const KeptFiles& files, std::int64_t now_ms);

class RetentionClock {
 public:
  // Both must outlive the object. `steady_now_ms` does not change when somebody sets the other clock.
  RetentionClock(store::OperationStore& store, accounts::AuditLog& audit_log, base::Clock utc_now_ms,
                 base::Clock steady_now_ms, KeptFiles files = {});
  RetentionClock(const RetentionClock&) = delete;
  RetentionClock& operator=(const RetentionClock&) = delete;
  ~RetentionClock();

  // At most one step, some milliseconds. Called every second or so.
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
  std::map<std::string, store::Expired> erased_;  // in this walk
};

// The subject of an entry in the audit log: whose signatures, and how many.
std::string erased_words(const std::string& campaign, const store::Expired& erased);

void add_to(std::map<std::string, store::Expired>& sums, const std::map<std::string, store::Expired>& step);

}  // namespace undersigned::app
