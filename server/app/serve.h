// `serve`: runs the server until it is asked to stop.
#pragma once

#include "server/app/console.h"
#include "server/app/options.h"

namespace undersigned::app {

// Serves until SIGTERM or SIGINT, then finishes what is queued. Call it before the process has other threads: they
// inherit the blocked signals. A second signal ends the process at once.
int serve(const Options& options, const Console& console);

}  // namespace undersigned::app
