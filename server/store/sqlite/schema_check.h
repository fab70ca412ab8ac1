// Compares a database's schema with the one that the same migrations make in an empty database: a missing index, a
// foreign trigger or a lost row fails much later, in the middle of a signature.
//
// Used by one thread at a time. Throws SQLite::Exception.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <string>

namespace undersigned::store::sqlite {

// The first difference, for a sentence: "the index signature_shown is missing". Empty: none. Looks at tables, indexes,
// triggers and views, at the rows that every database has, and at the secret's mark. `version` is the database's, at
// most schema_version().
std::string schema_fault(SQLite::Database& database, std::int64_t version);

}  // namespace undersigned::store::sqlite
