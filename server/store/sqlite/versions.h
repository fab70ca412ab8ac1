// The rows of a campaign's versions (server/store/version_store.h).
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <string>

#include "server/store/sqlite/connection.h"
#include "server/store/version_store.h"

namespace undersigned::store::sqlite {

// Adds the newest version of an existing campaign and returns its number. An autosaved version of the same author is
// replaced if it was the newest; the oldest beyond the limit are deleted.
std::int64_t add_version(Connection& connection, const std::string& campaign, const std::string& document,
                         VersionKind kind, const SavedBy& saved);

}  // namespace undersigned::store::sqlite
