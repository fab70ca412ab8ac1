// `serve`: runs the server until it is asked to stop.
#pragma once

#include "server/commands/console.h"
#include "server/config/options.h"

namespace undersigned::commands {

// Serves until SIGTERM or SIGINT, then finishes what is queued. Must be called before the process has other threads:
// they inherit the blocked signals. A second signal ends the process at once.
int serve(const config::Options& options, const Console& console);

}  // namespace undersigned::commands
