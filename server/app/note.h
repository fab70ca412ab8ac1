// Notes in the audit log what a command has done. Such entries have no actor.
#pragma once

#include <string_view>

#include "server/app/console.h"
#include "server/app/options.h"
#include "server/store/audit.h"
#include "server/store/store.h"

namespace undersigned::app {

// Creates the server's secret if nobody has signed yet, as `serve` does. If the entry cannot be written, prints that to
// console.err; the action stands.
void note(store::Store& store, const Options& options, const Console& console, store::AuditAction action,
          std::string_view subject);

}  // namespace undersigned::app
