#include "server/commands/open_audit.h"

#include <ostream>

#include "server/commands/server_secret.h"

namespace undersigned::commands {

std::optional<auth::AuditLog> open_audit(store::Store& store, const config::Options& options, const Console& console) {
  const Result<auth::ServerSecret> secret = load_server_secret(options.data, auth::CreateSecret::No);
  const auto kept = store.secret_mark();
  if (!secret || !kept || compare_marks(*kept, *secret) == SecretMatch::Other) {
    console.err << "The audit log cannot be written: "
                << (secret ? "the server's secret is another than the database was written with"
                           : secret_problem(secret.error(), options.data))
                << ".\n";
    return std::nullopt;
  }
  return std::optional<auth::AuditLog>(std::in_place, store, *secret);
}

}  // namespace undersigned::commands
