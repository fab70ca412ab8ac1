// The audit log within a transaction: its entries, and the seal over their number.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>

#include "server/store/audit.h"
#include "server/store/sqlite/connection.h"

namespace undersigned::store::sqlite {

// The first version of the database with seals.
inline constexpr std::int64_t kSealedSince = 4;

// Adds an entry. Does not seal over a gap: a missing entry must stay noticeable.
AuditRow append_audit(Connection& connection, const AuditEntry& entry, const AuditLink& link);

// Whether the number of entries is the sealed one, or the log was never used.
bool is_sealed(Connection& connection, const AuditLink& link);
AuditChain audit_seal(const AuditLink& link, std::int64_t entries, const AuditChain& last);

// Seals the log of an older database while it is brought up to date. Later, a missing seal is damage. Leaves a log with
// a gap as it is: a missing entry must stay noticeable.
void seal_older_log(SQLite::Database& database, const AuditLink& link);

}  // namespace undersigned::store::sqlite
