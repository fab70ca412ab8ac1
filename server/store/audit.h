// The audit log: what people with an account, and the operator's commands, have done, in the order they did it.
//
// Entries are only ever added: there is no call that changes one or takes one out, the database refuses both, and each
// entry carries a keyed hash over itself and the hash of the one before, so that what somebody did to the file shows.
// An entry holds no personal data of signers: a signature is named by its public id. Some 150 bytes an entry: at a
// thousand entries a day, 55 MB a year.
//
// Plain values. Times are UTC milliseconds.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace undersigned::store {

// What was done, and what an entry's subject then is. The order may change; the names (audit_action_name()) are what
// the database holds, and never do.
enum class AuditAction : std::uint8_t {
  SignIn,
  SignInRefused,  // the account's own name as actor; how often since the entry before, at most one an hour
  SignOut,
  PasswordChanged,  // the account, where it is not the actor's own
  TwoStepOn,
  TwoStepOff,  // the account, where it is not the actor's own
  RecoveryCodeUsed,
  SessionsEnded,
  UserAdded,          // the account
  UserRemoved,        // the account
  RoleChanged,        // the account and its new role
  PasswordLinkMade,   // the account
  CampaignsImported,  // how many
  PartnerAdded,       // the partner's id
  SignatureReleased,  // the signature's public id; of many at once, the campaign's slug and how many
  SignatureRuledOut,  // likewise; of one alone, its public id and the reason given
  SignatureErased,    // the signature's public id and the reason
  Exported,           // the campaign's slug
  RetentionErased,    // the campaign's slug and how many signatures
  Restored,
  SignatureRestored,  // the signature's public id and the reason; as the next two
  CommentHidden,
  CommentShown,
};
inline constexpr std::size_t kAuditActionCount = 23;

// "sign_in_refused".
std::string_view audit_action_name(AuditAction action);

struct AuditEntry {
  std::int64_t time_ms = 0;
  std::string actor;  // user name; empty: the server itself, or a command on its command line
  AuditAction action = AuditAction::SignIn;
  std::string subject;
};

using AuditChain = std::array<std::uint8_t, 32>;

// An entry as it is kept. `id` counts from 1 without a gap.
struct AuditRow {
  std::int64_t id = 0;
  std::int64_t time_ms = 0;
  std::string actor;
  std::string action;  // a name of audit_action_name(), or of a newer version
  std::string subject;
  AuditChain chain{};
};

// The keyed hash over a row (all but its own chain) and the chain of the row before, zeros before the first. Called on
// the store's threads: pure, and no call of the store. accounts/audit_log.h makes it.
using AuditLink = std::function<AuditChain(const AuditRow& row, const AuditChain& before)>;

// Unsealed: written by a version that did not note how many entries there are; the next entry does.
enum class AuditEnd : std::uint8_t { Sealed, Unsealed };

// first_wrong: the first entry that was changed, or that is missing; 0: the log is whole, up to `head`, the chain of
// its last entry. How many entries there are stands apart from them under a keyed hash, so that those cut off at the
// end are missed too. Whoever keeps heads elsewhere (the server's log has them) can also tell that the whole file was
// put back to an earlier day.
struct AuditCheck {
  std::int64_t entries = 0;
  std::int64_t first_wrong = 0;
  AuditChain head{};
  AuditEnd end = AuditEnd::Sealed;
};

}  // namespace undersigned::store
