// What each role may do. Every route of admin mode names the right it needs, and nothing else looks at roles.
//
//   viewer     SeeCounts: counts, momentum, sources, which say nothing of a person
//   organizer  also SeeSigners, Moderate (decide, rule out and hide, all of which can be undone), Export
//   owner      everything, Erase too, which nothing undoes
//
// Pure and safe to call from any thread.
#pragma once

#include <cstdint>

#include "server/accounts/session.h"
#include "server/store/account_store.h"
#include "shared/result.h"

namespace undersigned::accounts {

enum class Right : std::uint8_t { SeeCounts, SeeSigners, Moderate, Export, ManageUsers, SeeAudit, Erase };

bool has_right(store::Role role, Right right);

// Forbidden without the right.
Status require(const SignedIn& who, Right right);

}  // namespace undersigned::accounts
