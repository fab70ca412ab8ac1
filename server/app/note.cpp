#include "server/app/note.h"

#include <ostream>
#include <string>

#include "server/accounts/audit_log.h"
#include "server/app/server_secret.h"
#include "server/base/clock.h"

namespace undersigned::app {

void note(store::Store& store, const Options& options, const Console& console, store::AuditAction action,
          std::string_view subject) {
  const Result<crypto::ServerSecret> secret = secret_for(store, options.data);
  std::string problem =
      secret ? adopt_secret(store, *secret, options.data) : secret_problem(secret.error(), options.data);
  if (problem.empty()) {
    const auto row = accounts::AuditLog(store, *secret).add({base::utc_now_ms(), {}, action, std::string(subject)});
    if (!row) problem = "the database refused it";
  }
  if (!problem.empty()) console.err << "This could not be written to the audit log: " << problem << ".\n";
}

}  // namespace undersigned::app
