// Reads a password: from a terminal without showing it, twice; from anything else the first line.
#pragma once

#include <optional>
#include <string>

#include "server/app/console.h"

namespace undersigned::app {

// Nothing, after saying why on console.err, where none came or the two differ.
std::optional<std::string> read_new_password(const Console& console);

}  // namespace undersigned::app
