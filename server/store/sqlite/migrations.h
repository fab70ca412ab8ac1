// Schema migrations: numbered steps, each run once and in one transaction. PRAGMA user_version holds the number of the
// last one. A released step is never edited; a change is a new step.
//
// Throws SQLite::Exception; guard.h turns that into an Error.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <functional>
#include <span>

namespace undersigned::store::sqlite {

// The steps as SQL; step i leads to version i + 1.
std::span<const char* const> migration_steps();

std::int64_t schema_version();                                 // of this program: the number of steps
std::int64_t read_schema_version(SQLite::Database& database);  // of the database; 0: a new one

enum class SchemaState : std::uint8_t { Current, Older, Newer, NotOurs };

// NotOurs: another program's database (PRAGMA application_id), or one with tables and no version.
SchemaState schema_state(SQLite::Database& database, std::span<const char* const> steps);

// Runs the steps that are missing. The state must be Current or Older, and nothing else may write.
// `also` runs in the transaction of each step, with the version it leads to; may be empty.
using StepAlso = std::function<void(SQLite::Database& database, std::int64_t version)>;
void migrate(SQLite::Database& database, std::span<const char* const> steps, const StepAlso& also = {});

}  // namespace undersigned::store::sqlite
