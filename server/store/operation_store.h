// What operating a server needs: retention, recounts, the mark of the secret, figures, backups.
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

// What is kept of a campaign for longer than it may be, or was until it was erased just now.
struct Expired {
  std::uint64_t personal_records = 0;  // older than Campaign::retention_months
  std::uint64_t unconfirmed = 0;       // pending ones that nobody confirmed within limits::kPendingKeptDays
  std::uint64_t dedupe_keys = 0;       // of erased signers, where the campaign has ended
};

// One step of a walk through all signatures.
struct RetentionStep {
  std::int64_t next = 0;  // pass as `after` for the next step; 0: that was the last
  std::map<std::string, Expired> campaigns;
  std::vector<std::string> addresses;  // of the records that were erased, for mails that are kept elsewhere
};

class OperationStore {
 public:
  virtual ~OperationStore() = default;

  // The retention clock (Campaign::retention_months says what it does). expired() says what is due among the next
  // limits::kRetentionStepRows signatures behind the cursor `after` (0: from the first); erase_expired() erases it, and
  // says what it has erased, also where a later part of the step failed: then `next` is where to go on.
  virtual Result<RetentionStep> expired(std::int64_t after, std::int64_t now_ms) = 0;
  virtual Result<RetentionStep> erase_expired(std::int64_t after, std::int64_t now_ms) = 0;

  // Folds the rows anew, repairs every counter that differs, and says which did.
  virtual Result<std::vector<RecountDifference>> recount() = 0;

  // The mark of the secret that the database is written with; nothing before it was set.
  virtual Result<std::optional<SecretMark>> secret_mark() = 0;
  virtual Status set_secret_mark(const SecretMark& mark) = 0;

  // How it is doing; and a write that changes nothing of what is kept, to see whether writing works.
  virtual StoreStats stats() = 0;
  virtual Status probe() = 0;

  // A consistent copy of the whole database into a new file, while signing goes on, and what a look at the copy found:
  // it is whole. The file must not exist.
  virtual Result<Inspection> backup(const std::string& file) = 0;
};

}  // namespace undersigned::store
