// The audit log for a command that the operator runs: its entries have no actor.
#pragma once

#include <optional>

#include "server/auth/audit_log.h"
#include "server/commands/console.h"
#include "server/config/options.h"
#include "server/store/store.h"

namespace undersigned::commands {

// Nothing, after saying why on console.err, where the server's secret is not there or is another than the database was
// written with: an entry under it would look like somebody's forgery. `store` must outlive the log.
std::optional<auth::AuditLog> open_audit(store::Store& store, const config::Options& options, const Console& console);

}  // namespace undersigned::commands
