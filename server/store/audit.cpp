#include "server/store/audit.h"

namespace undersigned::store {
namespace {

constexpr std::array<std::string_view, kAuditActionCount> kNames{"sign_in",
                                                                 "sign_in_refused",
                                                                 "sign_out",
                                                                 "password_changed",
                                                                 "two_step_on",
                                                                 "two_step_off",
                                                                 "recovery_code_used",
                                                                 "sessions_ended",
                                                                 "user_added",
                                                                 "user_removed",
                                                                 "role_changed",
                                                                 "password_link_made",
                                                                 "campaigns_imported",
                                                                 "partner_added",
                                                                 "signature_released",
                                                                 "signature_ruled_out",
                                                                 "signature_erased",
                                                                 "exported",
                                                                 "retention_erased",
                                                                 "restored",
                                                                 "signature_restored",
                                                                 "comment_hidden",
                                                                 "comment_shown",
                                                                 "campaign_state_changed",
                                                                 "update_posted"};
static_assert(static_cast<std::size_t>(AuditAction::UpdatePosted) + 1 == kNames.size());

}  // namespace

std::string_view audit_action_name(AuditAction action) {
  return kNames[static_cast<std::size_t>(action)];
}

}  // namespace undersigned::store
