#include "server/auth/audit_log.h"

#include <string>
#include <string_view>

#include "server/auth/keyed_hash.h"

namespace undersigned::auth {

store::AuditLink audit_link(const ServerSecret& secret) {
  return [key = secret.key(KeyPurpose::Audit)](const store::AuditRow& row, const store::AuditChain& before) {
    const std::string_view chain(static_cast<const char*>(static_cast<const void*>(before.data())), before.size());
    return keyed_hash(key,
                      {std::to_string(row.id), std::to_string(row.time_ms), row.actor, row.action, row.subject, chain});
  };
}

}  // namespace undersigned::auth
