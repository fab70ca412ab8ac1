// Accounts and the audit log are not turned back by a restore: they are taken over from the database that is replaced.
// The logs tell which of the two databases is the later one: its log goes on where the other's ends.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/store/audit.h"
#include "server/store/inspection.h"
#include "server/store/restoration.h"
#include "server/store/sqlite/connection.h"

namespace undersigned::store::sqlite {

// The log of the database that is replaced, compared with the backup's.
struct LogComparison {
  std::int64_t common = 0;  // entries that both logs begin with
  std::int64_t entries = 0;
  std::int64_t backup_entries = 0;
  std::int64_t first_wrong = 0;  // after the common ones; 0: none
  AuditChain head{};             // of the last entry
};

struct UserRow {
  std::int64_t id = 0;
  std::string username;
  std::string password_hash;
  std::int64_t role = 0;
  std::optional<std::string> totp_sealed;
  std::int64_t totp_step = 0;
};

struct LaterAccounts {
  std::int64_t version = 0;  // of the schema
  std::vector<UserRow> users;
  std::vector<std::pair<std::int64_t, std::string>> recovery_codes;  // of a user's id: the hash
  LogComparison log;
  std::vector<AuditRow> entries;                            // after the common ones
  std::optional<std::pair<std::int64_t, std::string>> end;  // the seal as it is stored
};

// Reads `replaced`, which may be of any version and damaged elsewhere. Entries are verified with `link`, unless `mark`
// (of its secret) says that the database was written with another secret.
LaterAccounts read_accounts(SQLite::Database& replaced, Connection& backup, const AuditLink& link,
                            const SecretMark& mark);

AccountsFrom choose_accounts(const LaterAccounts& later);

// Replaces accounts and log of the backup. Call it within a transaction.
void take_accounts(Connection& backup, const LaterAccounts& later, const AuditLink& link);

// Ends every session, link to choose a password and link to make the owner's account.
void end_all_sessions(Connection& connection);

}  // namespace undersigned::store::sqlite
