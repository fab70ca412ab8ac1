// Noting in the audit log (server/store/audit.h) what somebody signed in has done.
//
// Safe to call from any thread.
#pragma once

#include <string_view>

#include "server/admin/services.h"
#include "server/store/audit.h"

namespace undersigned::admin {

using store::AuditAction;

// Waits until the entry is on disk: call it once the deed is done, before the reply. `actor` is the user name
// (auth::SignedIn::username); `subject` as at the action, nothing personal of a signer. An entry that cannot be written
// is an error in the server's log; the deed stands.
void note(const AdminServices& services, std::string_view actor, AuditAction action, std::string_view subject = {});

}  // namespace undersigned::admin
