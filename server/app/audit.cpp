#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "server/accounts/audit_log.h"
#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/open_data.h"
#include "server/app/server_secret.h"
#include "server/crypto/encoding.h"
#include "shared/campaign/campaign.h"

namespace undersigned::app {
namespace {

void print(const store::AuditRow& entry, const Console& console) {
  console.out << entry.id << '\t' << utc_date(entry.time_ms) << 'T' << utc_clock(entry.time_ms) << "Z\t"
              << (entry.actor.empty() ? "-" : entry.actor) << '\t' << entry.action << '\t' << entry.subject << '\n';
}

// With another secret every entry would look forged, so this is checked first.
std::string audit_secret_problem(store::Store& store, const Result<crypto::ServerSecret>& secret,
                                 const std::string& folder) {
  if (!secret) return secret_problem(secret.error(), folder);
  const auto kept = store.secret_mark();
  if (!kept) return "the database " + std::string(explain(kept.error().code));
  if (compare_marks(*kept, *secret) == SecretMatch::Other) {
    return "the server's secret is not the one that the database was written with";
  }
  return {};
}

int print_audit_check(store::Store& store, const Options& options, const Console& console) {
  const std::string& folder = options.data;
  const Result<crypto::ServerSecret> secret = load_server_secret(folder, crypto::CreateSecret::No);
  if (const std::string problem = audit_secret_problem(store, secret, folder); !problem.empty()) {
    console.err << "The audit log cannot be checked: " << problem << ".\n";
    return kExitFailed;
  }
  const Result<store::AuditCheck> check = accounts::AuditLog(store, *secret).verify(options.expected_chain);
  if (!check) {
    console.err << "The audit log " << explain(check.error().code) << ".\n";
    return kExitFailed;
  }
  if (check->first_wrong != 0) {
    console.err << "The audit log was changed outside the server: entry " << check->first_wrong
                << " was altered or is missing.\n";
    return kExitFailed;
  }
  if (options.expected_chain && !check->has_expected) {
    console.err
        << "No entry has the expected chain: the end of the audit log was cut off, or the database was replaced "
           "by another copy.\n";
    return kExitFailed;
  }
  console.err << "Verified: " << check->entries << (check->entries == 1 ? " entry" : " entries") << ", chain "
              << crypto::to_hex(check->head) << ".\n";
  return kExitOk;
}

}  // namespace

int audit(const Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  Result<std::vector<store::AuditRow>> entries = store->audit(std::nullopt, options.audit_rows);
  if (!entries) {
    console.err << "The audit log " << explain(entries.error().code) << ".\n";
    return kExitFailed;
  }
  std::for_each(entries->rbegin(), entries->rend(), [&](const store::AuditRow& entry) { print(entry, console); });
  return print_audit_check(*store, options, console);
}

}  // namespace undersigned::app
