#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/explain_campaign.h"
#include "server/app/import_pictures.h"
#include "server/app/note.h"
#include "server/app/open_data.h"
#include "server/base/clock.h"
#include "shared/json/campaign_json.h"

namespace undersigned::app {
namespace {

// Not errors: what organizers should know about.
void print_notes(const std::vector<Campaign>& campaigns, std::ostream& out) {
  std::vector<std::string> at_once;
  std::vector<std::string> unnamed;
  for (const Campaign& campaign : campaigns) {
    if (counts_at_once(campaign)) at_once.push_back(campaign.slug);
    if (!names_organizer(campaign)) unnamed.push_back(campaign.slug);
  }
  if (!at_once.empty()) out << "Note: " << counting_at_once(at_once) << ".\n";
  if (!unnamed.empty()) out << "Note: " << naming_no_organizer(unnamed) << ".\n";
}

// A sentence for each campaign whose newest version somebody saved on the pages: the import takes its place.
std::string replaced_versions(store::Store& store, const std::vector<Campaign>& campaigns) {
  std::string words;
  for (const Campaign& campaign : campaigns) {
    const auto newest = store.version(campaign.slug, 0);
    if (!newest || newest->head.author.empty() || newest->document == write_campaign(campaign)) continue;
    const std::string number = std::to_string(newest->head.number);
    words.append("Note: this replaces version ").append(number).append(" of ").append(campaign.slug);
    words.append(", which ").append(newest->head.author).append(" saved. To see it, run `export-campaign ");
    words.append(campaign.slug).append(" --version ").append(number).append("`.\n");
  }
  return words;
}

}  // namespace

int import_campaigns(const Options& options, const Console& console) {
  std::ifstream in(options.file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) {
    console.err << options.file << ": cannot be read\n";
    return kExitFailed;
  }
  CampaignFileOutcome outcome = parse_campaign_file(text);
  for (const CampaignProblem& problem : outcome.problems) {
    console.err << options.file << ": " << problem.path << (problem.path.empty() ? "" : ": ")
                << explain_problem(outcome.file, problem) << " (" << error_name(problem.code) << ")\n";
  }
  ImportedPictures pictures;
  if (outcome.ok()) pictures = import_pictures(outcome.file, options.file);
  for (const PictureProblem& problem : pictures.problems) {
    console.err << options.file << ": " << problem.path << ": " << problem.words << '\n';
  }
  if (!outcome.ok() || !pictures.problems.empty()) {
    console.err << "Nothing was imported.\n";
    return kExitFailed;
  }
  const auto store = open_data(options, store::Create::Yes, console);
  if (store == nullptr) return kExitFailed;
  auto log = open_log(*store, options, console);
  if (!log) return kExitFailed;
  const std::string number = std::to_string(outcome.file.campaigns.size());
  const std::string replaced = replaced_versions(*store, outcome.file.campaigns);
  const Status imported = log->add_with(entry_of(store::AuditAction::CampaignsImported, number), [&] {
    return store->import_campaigns(outcome.file.campaigns, outcome.file.partners, pictures.versions,
                                   {.author = {}, .time_ms = base::utc_now_ms()});
  });
  if (!imported) {
    console.err << options.data << ": the database " << explain(imported.error().code) << '\n';
    return kExitFailed;
  }
  console.out << "Imported " << counted(outcome.file.campaigns.size(), "campaign") << " and "
              << counted(outcome.file.partners.size(), "partner") << ".\n";
  console.err << replaced;
  print_notes(outcome.file.campaigns, console.err);
  return kExitOk;
}

}  // namespace undersigned::app
