// For operating a server: retention, recounts, the mark of the secret, statistics, backups.
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/store/inspection.h"
#include "server/store/stats.h"
#include "shared/result.h"

namespace undersigned::store {

// Data of a campaign past its retention period: still stored, or just erased.
struct Expired {
  std::uint64_t personal_records = 0;  // older than Campaign::retention_months
  std::uint64_t unconfirmed = 0;       // pending ones not confirmed within limits::kPendingKeptDays
  std::uint64_t dedupe_keys = 0;       // of erased signers, after the end of the campaign
};

// One step of a pass over all signatures.
struct RetentionStep {
  std::int64_t next = 0;  // pass as `after` for the next step; 0: this was the last
  std::map<std::string, Expired> campaigns;
};

class OperationStore {
 public:
  virtual ~OperationStore() = default;

  // The retention clock (see Campaign::retention_months). expired() reports what is due among the next
  // limits::kRetentionStepRows signatures after the cursor `after` (0: from the first). erase_expired() erases it and
  // reports what it erased, even if a later part of the step failed: then continue at `next`.
  virtual Result<RetentionStep> expired(std::int64_t after, std::int64_t now_ms) = 0;
  virtual Result<RetentionStep> erase_expired(std::int64_t after, std::int64_t now_ms) = 0;

  // Recounts from the stored rows, repairs every counter that differs, and returns those.
  virtual Result<std::vector<RecountDifference>> recount() = 0;

  // The mark of the secret that the database was written with; nothing if it was never set.
  virtual Result<std::optional<SecretMark>> secret_mark() = 0;
  virtual Status set_secret_mark(const SecretMark& mark) = 0;

  // Statistics; and a write that changes no data, to test whether writing works.
  virtual StoreStats stats() = 0;
  virtual Status probe() = 0;

  // Copies the whole database, consistently and while signing goes on, into a new file. Returns an inspection of the
  // copy, which is intact. The file must not exist.
  virtual Result<Inspection> backup(const std::string& file) = 0;
};

}  // namespace undersigned::store
