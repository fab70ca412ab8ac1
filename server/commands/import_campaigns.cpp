#include <fstream>
#include <iterator>
#include <ostream>
#include <string>

#include "server/commands/commands.h"
#include "server/commands/explain.h"
#include "server/commands/note.h"
#include "server/commands/open_data.h"
#include "server/config/command_line.h"
#include "shared/json/campaign_json.h"

namespace undersigned::commands {

int import_campaigns(const config::Options& options, const Console& console) {
  std::ifstream in(options.file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) {
    console.err << options.file << ": cannot be read\n";
    return config::kExitFailed;
  }
  const CampaignFileOutcome outcome = parse_campaign_file(text);
  for (const CampaignProblem& problem : outcome.problems) {
    console.err << options.file << ": " << problem.path << (problem.path.empty() ? "" : ": ") << explain(problem.code)
                << " (" << error_name(problem.code) << ")\n";
  }
  if (!outcome.ok()) {
    console.err << "Nothing was imported.\n";
    return config::kExitFailed;
  }
  const auto store = open_data(options, store::Create::Yes, console);
  if (store == nullptr) return config::kExitFailed;
  const Status imported = store->import_campaigns(outcome.file.campaigns, outcome.file.partners);
  if (!imported) {
    console.err << options.data << ": the database " << explain(imported.error().code) << '\n';
    return config::kExitFailed;
  }
  note(*store, options, console, store::AuditAction::CampaignsImported, std::to_string(outcome.file.campaigns.size()));
  console.out << "Imported " << outcome.file.campaigns.size() << " campaigns and " << outcome.file.partners.size()
              << " partners.\n";
  return config::kExitOk;
}

}  // namespace undersigned::commands
