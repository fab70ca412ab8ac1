// The audit log (audit.h).
//
// Thread-safety and errors are those of store.h.
#pragma once

#include <cstddef>
#include <cstdint>
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
  virtual Result<std::vector<AuditRow>> audit(std::optional<std::int64_t> before, std::size_t rows) = 0;
  virtual Result<AuditCheck> verify_audit(const AuditLink& link, const std::optional<AuditChain>& expected) = 0;

  // Seals a log that was never used, so that it cannot be emptied unnoticed. Call it before there are accounts. Changes
  // nothing in others.
  virtual Status begin_audit(const AuditLink& link) = 0;
};

}  // namespace undersigned::store
