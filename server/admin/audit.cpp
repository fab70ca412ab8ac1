#include "server/admin/audit.h"

#include "server/base/log.h"
#include "server/crypto/encoding.h"

namespace undersigned::admin {

store::AuditEntry entry_of(const AdminServices& services, std::string_view actor, AuditAction action,
                           std::string_view subject) {
  return {services.common.utc_now_ms(), std::string(actor), action, std::string(subject)};
}

void log_entry(AuditAction action, const store::AuditRow& row) {
  base::log_info("audit", {{"entry", std::to_string(row.id)},
                           {"action", std::string(store::audit_action_name(action))},
                           {"chain", crypto::to_hex(row.chain)}});
}

Noted note(const AdminServices& services, std::string_view actor, AuditAction action, std::string_view subject) {
  const Result<store::AuditRow> row = services.audit_log.add(entry_of(services, actor, action, subject));
  if (!row) {
    base::log_error("audit_failed", {{"action", std::string(store::audit_action_name(action))}});
    return Noted::No;
  }
  log_entry(action, *row);
  return Noted::Yes;
}

void note_refusal(const AdminServices& services, const std::string& account) {
  const auto refused = services.refused_sign_ins.count(account, services.common.utc_now_ms());
  if (refused) note(services, account, AuditAction::SignInRefused, std::to_string(*refused));
}

}  // namespace undersigned::admin
