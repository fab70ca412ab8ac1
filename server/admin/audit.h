// Notes in the audit log (server/store/audit.h) what a signed-in user does.
//
// Safe to call from any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/admin/services.h"
#include "server/store/audit.h"

namespace undersigned::admin {

using store::AuditAction;

// `actor` is the user name (accounts::SignedIn::username); `subject` is as described at the action, with nothing
// personal of a signer.
store::AuditEntry entry_of(const AdminServices& services, std::string_view actor, AuditAction action,
                           std::string_view subject = {});

// Writes the entry's number and hash to the server's log, where they show whether the database file was later replaced
// by an older copy.
void log_entry(AuditAction action, const store::AuditRow& row);

// Returns what `deed` returns, a Status or a Result. Its first change to the store and the entry are one transaction:
// if the entry cannot be written, nothing is changed and the deed fails with StorageFailed.
template <class Deed>
auto noted(const AdminServices& services, std::string_view actor, AuditAction action, std::string_view subject,
           const Deed& deed) {
  std::optional<store::AuditRow> written;
  auto outcome = services.audit_log.add_with(entry_of(services, actor, action, subject), deed, &written);
  if (written) log_entry(action, *written);
  return outcome;
}

// For what changes nothing in the store, such as an export: waits until the entry is on disk, before it is done. An
// entry that cannot be written is an error in the server's log.
enum class Noted : std::uint8_t { No, Yes };
Noted note(const AdminServices& services, std::string_view actor, AuditAction action, std::string_view subject = {});

// Notes a refused sign-in, or a wrong password or code of a signed-in user, as often as accounts::RefusedSignIns says.
// `account` is the name that was typed; empty if there is no such account.
void note_refusal(const AdminServices& services, const std::string& account);

}  // namespace undersigned::admin
