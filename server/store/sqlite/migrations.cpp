#include "server/store/sqlite/migrations.h"

#include <SQLiteCpp/Transaction.h>

#include <array>
#include <string>

#include "server/store/sqlite/schema_1.h"
#include "server/store/sqlite/schema_2.h"
#include "server/store/sqlite/schema_3.h"
#include "server/store/sqlite/schema_4.h"
#include "server/store/sqlite/schema_5.h"
#include "server/store/sqlite/schema_6.h"

namespace undersigned::store::sqlite {
namespace {

constexpr std::array<const char*, 6> kSteps{kSchema1, kSchema2, kSchema3, kSchema4, kSchema5, kSchema6};

// "UNDS": identifies our databases, to us and to file(1).
constexpr int kApplicationId = 0x554E4453;

}  // namespace

std::span<const char* const> migration_steps() {
  return kSteps;
}

std::int64_t schema_version() {
  return static_cast<std::int64_t>(kSteps.size());
}

std::int64_t read_schema_version(SQLite::Database& database) {
  return database.execAndGet("PRAGMA user_version").getInt64();
}

SchemaState schema_state(SQLite::Database& database, std::span<const char* const> steps) {
  const std::int64_t version = read_schema_version(database);
  const bool empty = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt64() == 0;
  const bool marked = database.execAndGet("PRAGMA application_id").getInt() == kApplicationId;
  if (empty ? version != 0 : !marked || version < 1) return SchemaState::NotOurs;
  const auto newest = static_cast<std::int64_t>(steps.size());
  if (version == newest) return SchemaState::Current;
  return version < newest ? SchemaState::Older : SchemaState::Newer;
}

void migrate(SQLite::Database& database, std::span<const char* const> steps, const StepAlso& also) {
  for (;;) {
    SQLite::Transaction step(database, SQLite::TransactionBehavior::IMMEDIATE);
    const auto version = static_cast<std::size_t>(read_schema_version(database));
    if (version >= steps.size()) return;
    database.exec(steps[version]);
    database.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    database.exec("PRAGMA user_version = " + std::to_string(version + 1));
    if (also) also(database, static_cast<std::int64_t>(version + 1));
    step.commit();
  }
}

}  // namespace undersigned::store::sqlite
