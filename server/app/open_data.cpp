#include "server/app/open_data.h"

#include <ostream>
#include <utility>

#include "server/app/mail_setup.h"
#include "server/app/server_secret.h"
#include "server/mail/spooled.h"
#include "server/signing/dedupe_key.h"

namespace undersigned::app {

std::unique_ptr<store::Store> open_data(const Options& options, store::Create create, const Console& console) {
  if (const auto there = check_not_lost(options.data); !there) {
    console.err << there.error().words << ".\n";
    return nullptr;
  }
  store::SqliteOptions sqlite;
  sqlite.folder = options.data;
  sqlite.audit_link = existing_audit_link(options.data);
  if (const auto secret = load_server_secret(options.data, crypto::CreateSecret::No)) {
    sqlite.erased_owner = [keys = signing::DedupeKeys(*secret)](std::string_view public_id, std::string_view email) {
      return keys.erased_owner(public_id, email);
    };
  }
  sqlite.erased = [&console, folder = mail_spool_folder(options)](const std::vector<std::int64_t>& signatures) {
    if (!mail::remove_spooled(folder, signatures)) console.err << "Some mails to signers could not be removed.\n";
  };
  sqlite.report = [&](std::string_view line) { console.err << options.data << ": " << line << '\n'; };
  Result<std::unique_ptr<store::Store>> store = store::open_sqlite_store(sqlite, create);
  if (!store) return nullptr;
  return std::move(store).value();
}

}  // namespace undersigned::app
