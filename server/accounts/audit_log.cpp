#include "server/accounts/audit_log.h"

#include <string>
#include <string_view>

#include "server/crypto/keyed_hash.h"

namespace undersigned::accounts {

store::AuditLink audit_link(const crypto::ServerSecret& secret) {
  return [key = secret.key(crypto::KeyPurpose::Audit)](const store::AuditRow& row, const store::AuditChain& before) {
    const std::string_view chain(static_cast<const char*>(static_cast<const void*>(before.data())), before.size());
    return crypto::keyed_hash(
        key, {std::to_string(row.id), std::to_string(row.time_ms), row.actor, row.action, row.subject, chain});
  };
}

}  // namespace undersigned::accounts
