// Opens the audit log for a command. Entries of commands have no actor.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/accounts/audit_log.h"
#include "server/app/console.h"
#include "server/app/options.h"
#include "server/store/audit.h"
#include "server/store/store.h"

namespace undersigned::app {

// Creates the server's secret if nobody has signed yet, as `serve` does. If that fails, prints why to console.err: what
// cannot be noted is not done. An AuditLog adds an entry in the transaction of the change (AuditLog::add_with()).
std::optional<accounts::AuditLog> open_log(store::Store& store, const Options& options, const Console& console);

store::AuditEntry entry_of(store::AuditAction action, std::string_view subject);

// For what changes nothing in the store, or was done before. If the entry cannot be written, prints that to console.err
// and returns Noted::No.
enum class Noted : std::uint8_t { No, Yes };
Noted note(store::Store& store, const Options& options, const Console& console, store::AuditAction action,
           std::string_view subject);

}  // namespace undersigned::app
