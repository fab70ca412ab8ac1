// The audit log: what users and the operator's commands have done, in order.
//
// Append-only: no call changes or removes an entry, and the database refuses both. Each entry carries a keyed hash over
// itself and the hash of the entry before, so that tampering with the file shows. An entry holds no personal data of
// signers: signatures are named by their public id.
//
// An entry is written in the transaction of the change that it names: both or neither. If it cannot be written, the
// change is refused. An export changes nothing: its entry comes before the first byte, so an entry says that it began.
// Two come later: that of a refused sign-in, so that the answer's time tells nothing, and the sum of what a pass of the
// retention clock has erased. About 150 bytes an entry; a thousand entries a day are 55 MB a
// year.
//
// Plain values. Times are UTC milliseconds.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace undersigned::store {

// What was done. The comments say what the entry's subject is. The order may change; the names (audit_action_name())
// are stored in the database and never change.
enum class AuditAction : std::uint8_t {
  SignIn,
  SignInRefused,  // the actor is the account's own name; how many since the last entry, at most one entry an hour
  SignOut,
  PasswordChanged,  // the account, if it is not the actor's own
  TwoStepOn,
  TwoStepOff,  // the account, if it is not the actor's own
  RecoveryCodeUsed,
  SessionsEnded,
  UserAdded,          // the account
  UserRemoved,        // the account
  RoleChanged,        // the account and its new role
  PasswordLinkMade,   // the account
  CampaignsImported,  // how many
  PartnerAdded,       // the partner's id
  SignatureReleased,  // the signature's public id; for several, the campaign's slug and how many
  SignatureRuledOut,  // likewise; for a single one, its public id and the reason
  SignatureErased,    // the signature's public id and the reason
  Exported,           // the campaign's slug
  RetentionErased,    // the campaign's slug and how many signatures
  Restored,
  SignatureRestored,  // the signature's public id and the reason, as in the next two
  CommentHidden,
  CommentShown,
  CampaignStateChanged,  // the campaign's slug and its new state
  UpdatePosted,          // the campaign's slug
};
inline constexpr std::size_t kAuditActionCount = 25;

// "sign_in_refused".
std::string_view audit_action_name(AuditAction action);

struct AuditEntry {
  std::int64_t time_ms = 0;
  std::string actor;  // user name; empty: the server itself, or a command
  AuditAction action = AuditAction::SignIn;
  std::string subject;
};

using AuditChain = std::array<std::uint8_t, 32>;

// A stored entry. `id` counts from 1 without a gap.
struct AuditRow {
  std::int64_t id = 0;
  std::int64_t time_ms = 0;
  std::string actor;
  std::string action;  // a name of audit_action_name(), perhaps of a newer version
  std::string subject;
  AuditChain chain{};
};

// The keyed hash over a row (except its own chain) and the chain of the row before; zeros before the first. Called on
// the store's threads: it must be pure and must not call the store. accounts/audit_log.h makes it.
using AuditLink = std::function<AuditChain(const AuditRow& row, const AuditChain& before)>;

// first_wrong: the first entry that was changed or is missing; 0: none. `head` is the chain of the last entry.
// The number of entries is stored separately under a keyed hash, the seal, so entries cut off at the end are noticed,
// too. A missing seal counts as a missing entry, unless there are no accounts and never was an entry.
// Replacing the whole file by an older copy is not noticed. For that, expect a chain kept elsewhere; the server's log
// has them.
struct AuditCheck {
  std::int64_t entries = 0;
  std::int64_t first_wrong = 0;
  AuditChain head{};
  bool has_expected = false;  // an entry has the expected chain
};

}  // namespace undersigned::store
