#include <ostream>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/open_data.h"

namespace undersigned::app {

int sources(const Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  const auto campaigns = store->campaigns();
  if (!campaigns) {
    console.err << options.data << ": the database " << explain(campaigns.error().code) << '\n';
    return kExitFailed;
  }
  for (const store::StoredCampaign& each : *campaigns) {
    const auto counts = store->confirmed_by_source(each.campaign.slug);
    if (!counts) {
      console.err << options.data << ": the database " << explain(counts.error().code) << '\n';
      return kExitFailed;
    }
    for (const store::SourceCount& count : *counts) {
      console.out << each.campaign.slug << ": " << (count.source.empty() ? "no source given" : count.source) << ' '
                  << count.confirmed << '\n';
    }
  }
  return kExitOk;
}

}  // namespace undersigned::app
