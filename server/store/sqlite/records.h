// Reads everything stored about one signature, for its signer and for exports.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// `campaign` is the slug of the signature's campaign. Nothing if the signature no longer exists, or
// if its row is damaged, which is noted.
std::optional<SignatureRecord> read_record(Connection& connection, std::int64_t id, const std::string& campaign);

}  // namespace undersigned::store::sqlite
