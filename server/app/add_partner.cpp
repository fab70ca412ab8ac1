#include <ostream>
#include <vector>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/explain_campaign.h"
#include "server/app/note.h"
#include "server/app/open_data.h"

namespace undersigned::app {

int add_partner(const Options& options, const Console& console) {
  const std::vector<CampaignProblem> problems = check_partner(options.partner);
  for (const CampaignProblem& problem : problems) {
    console.err << "The partner's " << problem.path << " "
                << explain_problem({{}, {options.partner}}, {problem.code, "partners[0]." + problem.path}) << " ("
                << error_name(problem.code) << ")\n";
  }
  if (!problems.empty()) return kExitBadUsage;
  const auto store = open_data(options, store::Create::Yes, console);
  if (store == nullptr) return kExitFailed;
  auto log = open_log(*store, options, console);
  if (!log) return kExitFailed;
  const Status added = log->add_with(entry_of(store::AuditAction::PartnerAdded, options.partner.id),
                                     [&] { return store->import_campaigns({}, {options.partner}); });
  if (!added) {
    console.err << options.data << ": the database " << explain(added.error().code) << '\n';
    return kExitFailed;
  }
  console.out << "Saved the partner " << options.partner.id << ". Its link: /p/CAMPAIGN?partner=" << options.partner.id
              << "\n";
  return kExitOk;
}

}  // namespace undersigned::app
