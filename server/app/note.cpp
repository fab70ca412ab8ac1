#include "server/app/note.h"

#include <ostream>
#include <string>
#include <utility>

#include "server/app/server_secret.h"
#include "server/base/clock.h"

namespace undersigned::app {
namespace {

base::OperatorResult<accounts::AuditLog> find_log(store::Store& store, const Options& options) {
  const Result<crypto::ServerSecret> secret = secret_for(store, options.data);
  if (!secret) return base::OperatorError{secret_problem(secret.error(), options.data)};
  if (const auto adopted = adopt_secret(store, *secret, options.data); !adopted) return adopted.error();
  return accounts::AuditLog(store, *secret);
}

void print_failure(const Console& console, std::string_view why) {
  console.err << "This could not be written to the audit log: " << why << ".\n";
}

}  // namespace

std::optional<accounts::AuditLog> open_log(store::Store& store, const Options& options, const Console& console) {
  auto log = find_log(store, options);
  if (log) return std::move(log).value();
  print_failure(console, log.error().words);
  console.err << "Nothing was changed.\n";
  return {};
}

store::AuditEntry entry_of(store::AuditAction action, std::string_view subject) {
  return {base::utc_now_ms(), {}, action, std::string(subject)};
}

Noted note(store::Store& store, const Options& options, const Console& console, store::AuditAction action,
           std::string_view subject) {
  auto log = find_log(store, options);
  if (!log) {
    print_failure(console, log.error().words);
    return Noted::No;
  }
  if (log.value().add(entry_of(action, subject))) return Noted::Yes;
  print_failure(console, "the database refused it");
  return Noted::No;
}

}  // namespace undersigned::app
