#include "server/admin/audit.h"

#include <string>

#include "server/auth/encoding.h"
#include "server/ops/log.h"

namespace undersigned::admin {

void note(const AdminServices& services, std::string_view actor, AuditAction action, std::string_view subject) {
  const std::string name(store::audit_action_name(action));
  const Result<store::AuditRow> row =
      services.audit_log.add({services.common.utc_now_ms(), std::string(actor), action, std::string(subject)});
  if (!row) return ops::log_error("audit_failed", {{"action", name}});
  // Kept outside the database, the number and the hash tell if the file was later put back to before this entry.
  ops::log_info("audit", {{"entry", std::to_string(row->id)}, {"action", name}, {"chain", auth::to_hex(row->chain)}});
}

}  // namespace undersigned::admin
