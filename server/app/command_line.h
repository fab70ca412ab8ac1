// Reads the command line, the environment and a configuration file into Options.
//
// A flag overrides the environment, the environment overrides the file (TOML or INI, --config FILE or
// UNDERSIGNED_CONFIG). Every flag --some-name has a variable UNDERSIGNED_SOME_NAME and a key some-name. Lists in a
// variable are separated by commas. Unknown keys in the file are errors.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/app/options.h"

namespace undersigned::app {

// Exit codes of the program.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;    // the command failed, or found a problem
inline constexpr int kExitBadUsage = 2;  // wrong arguments

struct CommandLine {
  std::optional<Options> options;  // nothing: print `message` and exit with `exit_code`
  std::string message;
  int exit_code = kExitOk;
};

// `arguments` without the program's name. Reads only UNDERSIGNED_* of the environment and the given file.
CommandLine parse_command_line(std::vector<std::string> arguments);

}  // namespace undersigned::app
