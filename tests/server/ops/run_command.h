// Runs a command of the program as main() does, and captures its output.
#pragma once

#include <sstream>
#include <string>

#include "server/app/console.h"
#include "server/app/options.h"

namespace undersigned::testing {

struct CommandResult {
  int code = 0;
  std::string out;
  std::string err;
};

using Command = int (*)(const app::Options&, const app::Console&);

inline CommandResult run(Command command, const app::Options& options) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const int code = command(options, {in, out, err});
  return {code, out.str(), err.str()};
}

}  // namespace undersigned::testing
