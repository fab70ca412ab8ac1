// `signature`: takes down one signature, or restores it, from the command line.
#include <optional>
#include <ostream>
#include <string>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/note.h"
#include "server/app/open_data.h"
#include "server/limits.h"
#include "server/signing/take_down.h"
#include "shared/limits.h"

namespace undersigned::app {
namespace {

int fail(const Console& console, std::string_view words) {
  console.err << words << '\n';
  return kExitFailed;
}

// There is no index of public ids, so it searches all signatures, newest first in each campaign.
Result<std::optional<store::SignatureKey>> find(store::Store& store, const std::string& public_id,
                                                std::string& campaign) {
  const auto campaigns = store.campaigns();
  if (!campaigns) return campaigns.error();
  for (const store::StoredCampaign& stored : *campaigns) {
    std::optional<std::int64_t> before;
    for (;;) {
      const auto rows = store.signatures(stored.campaign.slug, before, limits::kSignaturePageRows);
      if (!rows) return rows.error();
      for (const store::SignatureRow& row : *rows) {
        if (row.public_id != public_id) continue;
        campaign = stored.campaign.slug;
        return std::optional(store::SignatureKey{row.cursor, row.public_id});
      }
      if (rows->size() < limits::kSignaturePageRows) break;
      before = rows->back().cursor;
    }
  }
  return std::optional<store::SignatureKey>();
}

// `was`: the signature's status before.
std::string_view words_of_erasure(store::SignatureStatus was) {
  using store::SignatureStatus;
  switch (was) {
    case SignatureStatus::Pending:
      return "Erased. It was not confirmed, so it did not count.";
    case SignatureStatus::Confirmed:
      return "Erased. It still counts.";
    case SignatureStatus::Withdrawn:
      return "Erased. It was withdrawn, so it does not count.";
    case SignatureStatus::Invalid:
      return "Erased. It was rejected, so it does not count.";
    case SignatureStatus::Quarantined:
      return "Erased. It does not count unless you accept it at /admin/quarantine.";
  }
  return {};
}

std::string_view words_of(signing::TakeDown what, store::SignatureStatus was) {
  using signing::TakeDown;
  switch (what) {
    case TakeDown::RuleOut:
      return "Rejected. It no longer counts and is not shown. To undo this, run `signature restore`.";
    case TakeDown::Restore:
      return "It counts again.";
    case TakeDown::HideComment:
      return "Its comment is hidden. To undo this, run `signature show-comment`.";
    case TakeDown::ShowComment:
      return "Its comment is shown again, if its signer chose to be shown.";
    case TakeDown::Erase:
      return words_of_erasure(was);
  }
  return {};
}

}  // namespace

int take_down_signature(const Options& options, const Console& console) {
  const std::optional<std::string> reason = signing::read_reason(options.reason);
  if (!reason) {
    return fail(console, "--reason must be one line of at most " + std::to_string(limits::kReasonBytesMax) + " bytes");
  }
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  std::string campaign;
  const auto key = find(*store, options.public_id, campaign);
  if (!key) return fail(console, options.data + ": the database " + std::string(explain(key.error().code)));
  if (!key->has_value()) return fail(console, "There is no signature with that ID.");
  auto log = open_log(*store, options, console);
  if (!log) return kExitFailed;
  const std::string subject = options.public_id + ": " + *reason;
  const auto taken = log->add_with(entry_of(signing::audit_action(options.take_down), subject),
                                   [&] { return signing::take_down(*store, campaign, **key, options.take_down); });
  if (!taken && taken.error().code == ErrorCode::NotFound) {
    return fail(console, "This signature's status does not allow that. See its status in the dashboard.");
  }
  if (!taken) return fail(console, options.data + ": the database " + std::string(explain(taken.error().code)));
  console.out << words_of(options.take_down, taken->was) << '\n';
  return kExitOk;
}

}  // namespace undersigned::app
