#include "server/app/open_data.h"

#include <ostream>
#include <utility>

#include "server/app/server_secret.h"

namespace undersigned::app {

std::unique_ptr<store::Store> open_data(const Options& options, store::Create create, const Console& console) {
  if (const auto there = check_not_lost(options.data); !there) {
    console.err << there.error().words << ".\n";
    return nullptr;
  }
  store::SqliteOptions sqlite;
  sqlite.folder = options.data;
  sqlite.audit_link = existing_audit_link(options.data);
  sqlite.report = [&](std::string_view line) { console.err << options.data << ": " << line << '\n'; };
  Result<std::unique_ptr<store::Store>> store = store::open_sqlite_store(sqlite, create);
  if (!store) return nullptr;
  return std::move(store).value();
}

}  // namespace undersigned::app
