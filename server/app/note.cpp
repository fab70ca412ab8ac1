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
  const auto fail = [&console](const std::string& why) {
    console.err << "This could not be written to the audit log: " << why << ".\n";
  };
  if (!secret) return fail(secret_problem(secret.error(), options.data));
  if (const auto adopted = adopt_secret(store, *secret, options.data); !adopted) return fail(adopted.error().words);
  const auto row = accounts::AuditLog(store, *secret).add({base::utc_now_ms(), {}, action, std::string(subject)});
  if (!row) fail("the database refused it");
}

}  // namespace undersigned::app
