#include <ostream>

#include "server/commands/commands.h"
#include "server/commands/explain.h"
#include "server/commands/open_data.h"
#include "server/config/command_line.h"

namespace undersigned::commands {

int backup(const config::Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return config::kExitFailed;
  const Status copied = store->backup(options.file);
  if (!copied) {
    console.err << options.file << ": " << explain(copied.error().code) << '\n';
    return config::kExitFailed;
  }
  console.out << "Copied the database to " << options.file
              << ".\nThe server's secret is not in it: keep a copy of the file \"secret\" of " << options.data
              << " too, in another place.\n";
  return config::kExitOk;
}

}  // namespace undersigned::commands
