// Noting in the audit log (server/store/audit.h) what somebody signed in has done.
//
// Safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "server/admin/services.h"
#include "server/store/audit.h"

namespace undersigned::admin {

using store::AuditAction;

// Waits until the entry is on disk: call it once the action is done, before the reply. `actor` is the user name
// (accounts::SignedIn::username); `subject` as at the action, nothing personal of a signer. An entry that cannot be
// written is an error in the server's log; the action stands.
void note(const AdminServices& services, std::string_view actor, AuditAction action, std::string_view subject = {});

// Notes a refused sign-in, or password or code of somebody signed in, as often as accounts::RefusedSignIns says.
// `account`: whose name was typed; empty where nobody has it.
void note_refusal(const AdminServices& services, const std::string& account);

}  // namespace undersigned::admin
