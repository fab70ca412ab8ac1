// What each role may do. Every route of admin mode names the right that it needs; nothing else looks at roles.
//
//   viewer     SeeCounts: counts, momentum, sources; nothing personal
//   organizer  also SeeSigners, Moderate (release, reject and hide, which can all be undone), EditCampaigns, Export
//   owner      everything, including Erase, which cannot be undone
//
// Pure and safe to call from any thread.
#pragma once

#include <cstdint>

#include "server/accounts/session.h"
#include "server/store/account_store.h"
#include "shared/result.h"

namespace undersigned::accounts {

enum class Right : std::uint8_t {
  SeeCounts,
  SeeSigners,
  Moderate,
  EditCampaigns,
  Export,
  ManageUsers,
  SeeAudit,
  Erase
};

bool has_right(store::Role role, Right right);

// Forbidden if the role does not have the right.
Status require(const SignedIn& who, Right right);

}  // namespace undersigned::accounts
