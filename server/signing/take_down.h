// What organizers can do to a stored signature: reject it, hide its comment, erase it, and undo that where possible.
// Each needs a reason, which goes into the audit log with the signature's public id.
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
  RuleOut,  // a confirmed one; it does not count any more
  Restore,  // a rejected one; it counts again
  HideComment,
  ShowComment,
  Erase,  // the personal record, for good; the signature still counts
};

// "rule_out", for forms; nothing for an unknown name.
std::string_view to_name(TakeDown what);
std::optional<TakeDown> take_down_from(std::string_view name);

// Whether it can be done to a signature in this state.
bool is_possible(TakeDown what, const store::SignatureRecord& record);

struct Taken {
  store::SignatureStatus was = store::SignatureStatus::Confirmed;  // its status before
  std::optional<store::Counts> counts;                             // of the campaign, if they may have changed
};

// NotFound: no such signature in the campaign, or not possible.
Result<Taken> take_down(store::Store& store, const std::string& campaign, const store::SignatureKey& key,
                        TakeDown what);

store::AuditAction audit_action(TakeDown what);

// One line of 1 to limits::kReasonBytesMax bytes, trimmed; otherwise nothing.
std::optional<std::string> read_reason(std::string_view text);

}  // namespace undersigned::signing
