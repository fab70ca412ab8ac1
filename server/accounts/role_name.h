// The names of roles in forms, on the command line and in the audit log: "owner", "organizer", "viewer".
//
// Pure and safe to call from any thread.
#pragma once

#include <optional>
#include <string_view>

#include "server/store/account_store.h"

namespace undersigned::accounts {

std::string_view role_name(store::Role role);
std::optional<store::Role> role_of(std::string_view name);

}  // namespace undersigned::accounts
