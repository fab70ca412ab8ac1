#include "server/app/note.h"

#include <ostream>
#include <string>

#include "server/accounts/audit_log.h"
#include "server/app/server_secret.h"
#include "server/base/clock.h"

namespace undersigned::app {
namespace {

base::OperatorResult<accounts::AuditLog> open_log(store::Store& store, const Options& options) {
  const Result<crypto::ServerSecret> secret = secret_for(store, options.data);
  if (!secret) return base::OperatorError{secret_problem(secret.error(), options.data)};
  if (const auto adopted = adopt_secret(store, *secret, options.data); !adopted) return adopted.error();
  return accounts::AuditLog(store, *secret);
}

}  // namespace

Noted note(store::Store& store, const Options& options, const Console& console, store::AuditAction action,
           std::string_view subject) {
  const auto fail = [&console](std::string_view why) {
    console.err << "This could not be written to the audit log: " << why << ".\n";
    return Noted::No;
  };
  auto log = open_log(store, options);
  if (!log) return fail(log.error().words);
  const auto row = log.value().add({base::utc_now_ms(), {}, action, std::string(subject)});
  return row ? Noted::Yes : fail("the database refused it");
}

void begin_log(store::Store& store, const Options& options) {
  if (auto log = open_log(store, options)) static_cast<void>(log.value().begin());
}

}  // namespace undersigned::app
