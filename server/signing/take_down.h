// What organizers do to a signature that stands: rule it out, hide its comment, erase it, and put it back where that is
// possible. Each wants a reason, which goes into the audit log with the signature's public id.
//
// Safe from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/store/store.h"
#include "shared/result.h"

namespace undersigned::signing {

enum class TakeDown : std::uint8_t {
  RuleOut,  // a confirmed one; it does not count
  Restore,  // one that was ruled out; it counts
  HideComment,
  ShowComment,
  Erase,  // the personal record: nothing brings it back; it still counts
};

// "rule_out", for forms; nothing for none of ours.
std::string_view to_name(TakeDown what);
std::optional<TakeDown> take_down_from(std::string_view name);

// Whether it can be done to a signature that is as `record` says.
bool is_possible(TakeDown what, const store::SignatureRecord& record);

struct Taken {
  std::optional<store::Counts> counts;  // of the campaign, where they may have changed
  bool mails_removed = true;            // those in `mail_spool`, of what was erased
};

// NotFound: no such signature in the campaign, or it is not possible. `mail_spool`: folder of mails that were not sent.
Result<Taken> take_down(store::Store& store, const std::string& mail_spool, const std::string& campaign,
                        const store::SignatureKey& key, TakeDown what);

store::AuditAction audit_action(TakeDown what);

// One line of 1 to limits::kReasonBytesMax bytes, trimmed; otherwise nothing.
std::optional<std::string> read_reason(std::string_view text);

}  // namespace undersigned::signing
