#include <ostream>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/open_data.h"

namespace undersigned::app {

int recount(const Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  const auto differences = store->recount();
  if (!differences) {
    console.err << options.data << ": the database " << explain(differences.error().code) << '\n';
    return kExitFailed;
  }
  for (const store::RecountDifference& difference : *differences) {
    console.out << difference.campaign << ": " << difference.counter << ": was " << difference.kept << ", is "
                << difference.counted << '\n';
  }
  if (differences->empty()) {
    console.out << "All counters are correct.\n";
    return kExitOk;
  }
  console.out << "Repaired " << counted(differences->size(), "counter") << ".\n";
  return kExitFailed;
}

}  // namespace undersigned::app
