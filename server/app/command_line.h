// Reads the command line, the environment and a configuration file into Options.
//
// A flag wins over the environment, the environment over the file (TOML or INI, --config FILE or UNDERSIGNED_CONFIG).
// Every flag --some-name has a variable UNDERSIGNED_SOME_NAME and a key some-name; lists in a variable are separated
// by commas. Unknown keys in the file are errors.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/app/options.h"

namespace undersigned::app {

// Exit codes of the program.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;    // it was asked rightly and could not be done, or found something wrong
inline constexpr int kExitBadUsage = 2;  // it was asked wrongly

struct CommandLine {
  std::optional<Options> options;  // nothing: print `message` and leave with `exit_code`
  std::string message;
  int exit_code = kExitOk;
};

// `arguments` without the program's name. Reads UNDERSIGNED_* from the environment and the file named, nothing else.
CommandLine parse_command_line(std::vector<std::string> arguments);

}  // namespace undersigned::app
