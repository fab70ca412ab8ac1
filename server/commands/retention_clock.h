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

#include "server/auth/audit_log.h"
#include "server/ops/clock.h"
#include "server/store/store.h"

namespace undersigned::commands {

class RetentionClock {
 public:
  // Both must outlive the object. `steady_now_ms` does not change when somebody sets the other clock.
  RetentionClock(store::Store& store, auth::AuditLog& audit_log, ops::Clock utc_now_ms, ops::Clock steady_now_ms);
  RetentionClock(const RetentionClock&) = delete;
  RetentionClock& operator=(const RetentionClock&) = delete;
  ~RetentionClock();

  // At most one step, some milliseconds. Called every second or so.
  void tick();

 private:
  bool clock_is_trusted(std::int64_t utc_ms, std::int64_t steady_ms);
  void note_erased();

  store::Store& store_;
  auth::AuditLog& audit_log_;
  const ops::Clock utc_now_ms_;
  const ops::Clock steady_now_ms_;

  std::optional<std::int64_t> difference_ms_;  // between the two clocks
  std::int64_t even_since_ms_ = 0;             // steady; as the next
  std::int64_t next_step_ms_ = 0;
  std::int64_t after_ = 0;
  std::map<std::string, store::Expired> erased_;  // in this walk
};

// The subject of an entry in the audit log: whose signatures, and how many.
std::string erased_words(const std::string& campaign, const store::Expired& erased);

void add_to(std::map<std::string, store::Expired>& sums, const std::map<std::string, store::Expired>& step);

}  // namespace undersigned::commands
