// Opens the data folder for a command, or explains why it cannot be opened.
#pragma once

#include <memory>

#include "server/app/console.h"
#include "server/app/options.h"
#include "server/store/sqlite/open.h"
#include "server/store/store.h"

namespace undersigned::app {

// Null, after an explanation on console.err.
std::unique_ptr<store::Store> open_data(const Options& options, store::Create create, const Console& console);

}  // namespace undersigned::app
