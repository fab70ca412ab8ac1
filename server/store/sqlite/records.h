// Everything that is kept of one signature, read for the person who gave it and for exports.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "server/store/sqlite/connection.h"
#include "server/store/store.h"

namespace undersigned::store::sqlite {

// `campaign` is the slug of the campaign that the signature is known to belong to. Nothing where there is no such
// signature any more.
std::optional<SignatureRecord> read_record(Connection& connection, std::int64_t id, const std::string& campaign);

}  // namespace undersigned::store::sqlite
