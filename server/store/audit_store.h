// The audit log (audit.h).
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "server/store/audit.h"
#include "shared/result.h"

namespace undersigned::store {

class AuditStore {
 public:
  virtual ~AuditStore() = default;

  // audit() returns the newest first, those before the entry `before`. verify_audit() reads all of them.
  virtual Result<AuditRow> add_audit(const AuditEntry& entry, const AuditLink& link) = 0;

  // Runs `deed` on this thread, and writes the entry in the transaction of the first change that the deed makes to this
  // store: both or neither. If the entry cannot be written, that change fails with StorageFailed. Returns the entry;
  // nothing if the deed changed nothing. Not within another deed, and not for sign(), confirm() and send_again().
  virtual std::optional<AuditRow> add_audit_with(const AuditEntry& entry, const AuditLink& link,
                                                 const std::function<void()>& deed) = 0;
  virtual Result<std::vector<AuditRow>> audit(std::optional<std::int64_t> before, std::size_t rows) = 0;
  virtual Result<AuditCheck> verify_audit(const AuditLink& link, const std::optional<AuditChain>& expected) = 0;

  // Seals a log that was never used, so that it cannot be emptied unnoticed. Call it before there are accounts. Changes
  // nothing in others.
  virtual Status begin_audit(const AuditLink& link) = 0;
};

}  // namespace undersigned::store
