#include "server/accounts/refused_sign_ins.h"

#include <utility>

#include "server/limits.h"

namespace undersigned::accounts {

std::optional<std::uint64_t> RefusedSignIns::count(const std::string& username, std::int64_t now_ms) {
  const base::MutexLock lock(mutex_);
  Refused& refused = by_name_[username];
  ++refused.since_said;
  if (refused.said && now_ms - refused.said_ms < limits::kAuditRefusalMs) return {};
  refused.said = true;
  refused.said_ms = now_ms;
  return std::exchange(refused.since_said, 0);
}

}  // namespace undersigned::accounts
