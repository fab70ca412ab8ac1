#include <ostream>

#include "server/commands/commands.h"
#include "server/commands/explain.h"
#include "server/commands/open_data.h"
#include "server/config/command_line.h"

namespace undersigned::commands {

int sources(const config::Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return config::kExitFailed;
  const auto campaigns = store->campaigns();
  if (!campaigns) {
    console.err << options.data << ": the database " << explain(campaigns.error().code) << '\n';
    return config::kExitFailed;
  }
  for (const store::StoredCampaign& each : *campaigns) {
    const auto counts = store->confirmed_by_source(each.campaign.slug);
    if (!counts) {
      console.err << options.data << ": the database " << explain(counts.error().code) << '\n';
      return config::kExitFailed;
    }
    for (const store::SourceCount& count : *counts) {
      console.out << each.campaign.slug << ": " << (count.source.empty() ? "no source given" : count.source) << ' '
                  << count.confirmed << '\n';
    }
  }
  return config::kExitOk;
}

}  // namespace undersigned::commands
