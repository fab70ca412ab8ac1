// Notes in the audit log what a command has done; such entries have no actor.
#pragma once

#include <string_view>

#include "server/app/console.h"
#include "server/app/options.h"
#include "server/store/audit.h"
#include "server/store/store.h"

namespace undersigned::app {

// The server's secret is made where nobody has signed yet, as `serve` does. An entry that cannot be written is said on
// console.err; what was done stands.
void note(store::Store& store, const Options& options, const Console& console, store::AuditAction action,
          std::string_view subject);

}  // namespace undersigned::app
