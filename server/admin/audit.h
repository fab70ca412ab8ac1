// Notes in the audit log (server/store/audit.h) what a signed-in user has done.
//
// Safe to call from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/admin/services.h"
#include "server/store/audit.h"

namespace undersigned::admin {

using store::AuditAction;

// Waits until the entry is on disk: call it after the action and before the reply. `actor` is the user name
// (accounts::SignedIn::username); `subject` is as described at the action, with nothing personal of a signer. An entry
// that cannot be written is an error in the server's log; an action that was done before stands.
enum class Noted : std::uint8_t { No, Yes };
Noted note(const AdminServices& services, std::string_view actor, AuditAction action, std::string_view subject = {});

// Notes a refused sign-in, or a wrong password or code of a signed-in user, as often as accounts::RefusedSignIns says.
// `account` is the name that was typed; empty if there is no such account.
void note_refusal(const AdminServices& services, const std::string& account);

}  // namespace undersigned::admin
