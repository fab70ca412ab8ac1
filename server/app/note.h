// Notes in the audit log what a command has done. Such entries have no actor.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/app/console.h"
#include "server/app/options.h"
#include "server/store/audit.h"
#include "server/store/store.h"

namespace undersigned::app {

// Creates the server's secret if nobody has signed yet, as `serve` does. If the entry cannot be written, prints that to
// console.err and returns Noted::No; an action that was done before stands.
enum class Noted : std::uint8_t { No, Yes };
Noted note(store::Store& store, const Options& options, const Console& console, store::AuditAction action,
           std::string_view subject);

// Call it before the first account is made (store::AuditStore::begin_audit()). If it fails, so will note().
void begin_log(store::Store& store, const Options& options);

}  // namespace undersigned::app
