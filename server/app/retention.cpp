#include <map>
#include <ostream>
#include <string>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/mail_setup.h"
#include "server/app/note.h"
#include "server/app/open_data.h"
#include "server/app/retention_clock.h"
#include "server/base/clock.h"
#include "shared/limits.h"

namespace undersigned::app {
namespace {

using Due = std::map<std::string, store::Expired>;

// A pass over all signatures. After a failure, `due` holds what was found or erased until then.
Status walk(store::Store& store, Erase erase, const KeptFiles& files, std::int64_t now_ms, Due& due) {
  std::int64_t after = 0;
  do {
    const Result<store::RetentionStep> step =
        erase == Erase::Yes ? store.erase_expired(after, now_ms) : store.expired(after, now_ms);
    if (!step) return step.error();
    add_to(due, step->campaigns);
    after = step->next;
  } while (after != 0);
  if (erase == Erase::Yes && !remove_old_files(files, now_ms)) return Error{ErrorCode::StorageFailed};
  return Done{};
}

void print_due(const store::StoredCampaign& stored, const store::Expired& due, const Console& console) {
  console.out << stored.campaign.slug << ": " << counted(due.personal_records, "personal record") << " older than "
              << counted(static_cast<std::uint64_t>(stored.campaign.retention_months), "month") << ", "
              << counted(due.unconfirmed, "unconfirmed signature") << " older than "
              << counted(limits::kPendingKeptDays, "day") << ", " << counted(due.dedupe_keys, "deduplication key")
              << " of erased signers of an ended campaign\n";
}

}  // namespace

int retention(const Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  const std::int64_t now_ms = base::utc_now_ms();
  Due due;
  const Status walked = walk(*store, options.erase, {options.data, mail_spool_folder(options)}, now_ms, due);
  const auto campaigns = store->campaigns();
  if (!campaigns) {
    console.err << options.data << ": the database " << explain(campaigns.error().code) << '\n';
    return kExitFailed;
  }
  for (const store::StoredCampaign& stored : *campaigns) {
    const auto found = due.find(stored.campaign.slug);
    if (found != due.end()) print_due(stored, found->second, console);
  }
  for (const auto& [campaign, erased] : due) {
    if (options.erase == Erase::No) break;
    note(*store, options, console, store::AuditAction::RetentionErased, erased_words(campaign, erased));
  }
  if (!walked) {
    console.err << options.data << ": the database " << explain(walked.error().code) << '\n';
    return kExitFailed;
  }
  if (due.empty()) {
    console.out << "No personal data is past its retention period.\n";
  } else {
    console.out << (options.erase == Erase::Yes
                        ? "Erased.\n"
                        : "A running server erases it within a day. To erase it now, use --erase.\n");
  }
  return kExitOk;
}

}  // namespace undersigned::app
