// Reads a password: twice and without echo from a terminal, otherwise the first line.
#pragma once

#include <optional>
#include <string>

#include "server/app/console.h"

namespace undersigned::app {

// Nothing, after an explanation on console.err, if there was none or the two differ.
std::optional<std::string> read_new_password(const Console& console);

}  // namespace undersigned::app
