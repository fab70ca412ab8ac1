#include "server/admin/audit.h"

#include "server/base/log.h"
#include "server/crypto/encoding.h"

namespace undersigned::admin {

Noted note(const AdminServices& services, std::string_view actor, AuditAction action, std::string_view subject) {
  const std::string name(store::audit_action_name(action));
  const Result<store::AuditRow> row =
      services.audit_log.add({services.common.utc_now_ms(), std::string(actor), action, std::string(subject)});
  if (!row) {
    base::log_error("audit_failed", {{"action", name}});
    return Noted::No;
  }
  // The number and hash in the log show whether the database file was later replaced by an older copy.
  base::log_info("audit",
                 {{"entry", std::to_string(row->id)}, {"action", name}, {"chain", crypto::to_hex(row->chain)}});
  return Noted::Yes;
}

void note_refusal(const AdminServices& services, const std::string& account) {
  const auto refused = services.refused_sign_ins.count(account, services.common.utc_now_ms());
  if (refused) note(services, account, AuditAction::SignInRefused, std::to_string(*refused));
}

}  // namespace undersigned::admin
