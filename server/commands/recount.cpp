#include <ostream>

#include "server/commands/commands.h"
#include "server/commands/explain.h"
#include "server/commands/open_data.h"
#include "server/config/command_line.h"

namespace undersigned::commands {

int recount(const config::Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return config::kExitFailed;
  const auto differences = store->recount();
  if (!differences) {
    console.err << options.data << ": the database " << explain(differences.error().code) << '\n';
    return config::kExitFailed;
  }
  for (const store::RecountDifference& difference : *differences) {
    console.out << difference.campaign << ": " << difference.counter << ": was " << difference.kept << ", is "
                << difference.counted << '\n';
  }
  if (differences->empty()) {
    console.out << "Every counter is right.\n";
    return config::kExitOk;
  }
  console.out << "Repaired " << differences->size() << " counters.\n";
  return config::kExitFailed;
}

}  // namespace undersigned::commands
