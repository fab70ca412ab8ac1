// Seals the audit log of an older database while it is brought up to date. Later, a missing seal is damage.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>

#include "server/store/audit.h"

namespace undersigned::store::sqlite {

// The first version of the database with seals.
inline constexpr std::int64_t kSealedSince = 4;

// Leaves a log with a gap as it is: a missing entry must stay noticeable.
void seal_older_log(SQLite::Database& database, const AuditLink& link);

}  // namespace undersigned::store::sqlite
