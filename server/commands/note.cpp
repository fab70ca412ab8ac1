#include "server/commands/note.h"

#include <ostream>
#include <string>

#include "server/auth/audit_log.h"
#include "server/commands/server_secret.h"
#include "server/ops/clock.h"

namespace undersigned::commands {

void note(store::Store& store, const config::Options& options, const Console& console, store::AuditAction action,
          std::string_view subject) {
  const Result<auth::ServerSecret> secret = secret_for(store, options.data);
  std::string problem =
      secret ? adopt_secret(store, *secret, options.data) : secret_problem(secret.error(), options.data);
  if (problem.empty()) {
    const auto row = auth::AuditLog(store, *secret).add({ops::utc_now_ms(), {}, action, std::string(subject)});
    if (!row) problem = "the database does not take it";
  }
  if (!problem.empty()) console.err << "This could not be written into the audit log: " << problem << ".\n";
}

}  // namespace undersigned::commands
