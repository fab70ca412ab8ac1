#include <ostream>
#include <vector>

#include "server/commands/commands.h"
#include "server/commands/explain.h"
#include "server/commands/note.h"
#include "server/commands/open_data.h"
#include "server/config/command_line.h"

namespace undersigned::commands {

int add_partner(const config::Options& options, const Console& console) {
  const std::vector<CampaignProblem> problems = check_partner(options.partner);
  for (const CampaignProblem& problem : problems) {
    console.err << "The partner's " << problem.path << " " << explain(problem.code) << " (" << error_name(problem.code)
                << ")\n";
  }
  if (!problems.empty()) return config::kExitBadUsage;
  const auto store = open_data(options, store::Create::Yes, console);
  if (store == nullptr) return config::kExitFailed;
  const Status added = store->import_campaigns({}, {options.partner});
  if (!added) {
    console.err << options.data << ": the database " << explain(added.error().code) << '\n';
    return config::kExitFailed;
  }
  note(*store, options, console, store::AuditAction::PartnerAdded, options.partner.id);
  console.out << "The partner " << options.partner.id
              << " is there. Its link: /p/CAMPAIGN?partner=" << options.partner.id << "\n";
  return config::kExitOk;
}

}  // namespace undersigned::commands
