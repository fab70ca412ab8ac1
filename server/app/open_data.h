// Opens the data folder for a command, and says in words why it cannot be.
#pragma once

#include <memory>

#include "server/app/console.h"
#include "server/app/options.h"
#include "server/store/sqlite/open.h"
#include "server/store/store.h"

namespace undersigned::app {

// Null after saying why on console.err.
std::unique_ptr<store::Store> open_data(const Options& options, store::Create create, const Console& console);

}  // namespace undersigned::app
