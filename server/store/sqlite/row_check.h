// Looks for rows that SQLite finds well-formed, but that hold values the program never writes.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <vector>

#include "server/store/inspection.h"
#include "server/store/sqlite/connection.h"

namespace undersigned::store::sqlite {

// The tables with such rows. Reads nearly all of the database: some seconds for a million signatures.
std::vector<DamagedTable> find_damaged_rows(Connection& connection);

}  // namespace undersigned::store::sqlite
