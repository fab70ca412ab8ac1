// How the database came to be as it is: numbered steps, each one run once and in one transaction. PRAGMA user_version
// holds the number of the last. A step that was released is never edited; a change is a new step.
//
// Throws SQLite::Exception; guard.h turns that into an Error.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <span>

namespace undersigned::store::sqlite {

// What the steps are, SQL each; step i leads to version i + 1.
std::span<const char* const> migration_steps();

std::int64_t schema_version();                                 // what this program keeps: the number of steps
std::int64_t read_schema_version(SQLite::Database& database);  // what the database is at; 0: a new one

enum class SchemaState : std::uint8_t { Current, Older, Newer, NotOurs };

// NotOurs: somebody else's database (PRAGMA application_id), or one that has tables and no version.
SchemaState schema_state(SQLite::Database& database, std::span<const char* const> steps);

// Runs the steps the database has not had. It must be Current or Older; nothing else may write meanwhile.
void migrate(SQLite::Database& database, std::span<const char* const> steps);

}  // namespace undersigned::store::sqlite
