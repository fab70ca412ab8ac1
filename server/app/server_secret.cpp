#include "server/app/server_secret.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "server/accounts/audit_log.h"
#include "server/app/explain.h"
#include "server/crypto/encoding.h"
#include "server/store/data_folder.h"

namespace undersigned::app {

Result<crypto::ServerSecret> load_server_secret(const std::string& folder, crypto::CreateSecret create) {
  const char* given = std::getenv("UNDERSIGNED_SECRET");  // NOLINT(concurrency-mt-unsafe): before any thread of ours
  return crypto::load_secret(folder, given == nullptr ? "" : given, create);
}

base::OperatorStatus check_not_lost(const std::string& folder) {
  std::error_code failed;
  const std::string secret = folder + "/secret";
  if (!std::filesystem::exists(secret, failed)) return Done{};
  const std::string database = folder + "/" + store::kDatabaseFile;
  const bool exists = std::filesystem::exists(database, failed);
  if (failed || (exists && std::filesystem::file_size(database, failed) > 0)) return Done{};
  return base::OperatorError{
      "the database " + database + " is " + (exists ? "empty" : "missing") +
      ", but its secret is there, so it has been lost. Run `restore` with a backup. If this server "
      "never had any data, delete " +
      secret + " and start again"};
}

store::AuditLink existing_audit_link(const std::string& folder) {
  const Result<crypto::ServerSecret> secret = load_server_secret(folder, crypto::CreateSecret::No);
  return secret ? accounts::audit_link(*secret) : store::AuditLink();
}

Result<crypto::ServerSecret> secret_for(store::Store& store, const std::string& folder) {
  const auto counts = store.counts();
  if (!counts) return counts.error();
  const bool anyone = std::any_of(counts->begin(), counts->end(), [](const auto& campaign) {
    const store::Counts& count = campaign.second;
    return count.pending + count.confirmed + count.withdrawn + count.quarantined > 0;
  });
  return load_server_secret(folder, anyone ? crypto::CreateSecret::No : crypto::CreateSecret::Yes);
}

std::string secret_problem(Error error, const std::string& folder) {
  if (error.code == ErrorCode::NotFound) {
    return "the file \"secret\" is missing in " + folder +
           ", but there are signatures made with it: restore the file from your backup, or set UNDERSIGNED_SECRET";
  }
  if (error.code == ErrorCode::BadValue) {
    return "the server's secret (UNDERSIGNED_SECRET or the file \"secret\" in " + folder +
           ") must be at least 32 bytes in hexadecimal or base64";
  }
  return "the file \"secret\" in " + folder + " " + std::string(explain(error.code));
}

SecretMatch compare_marks(const std::optional<store::SecretMark>& kept, const crypto::ServerSecret& secret) {
  if (!kept) return SecretMatch::Unknown;
  return *kept == secret.mark() ? SecretMatch::Same : SecretMatch::Other;
}

base::OperatorStatus adopt_secret(store::Store& store, const crypto::ServerSecret& secret, const std::string& folder) {
  const auto kept = store.secret_mark();
  if (!kept) return base::OperatorError{"the database in " + folder + " cannot be read"};
  switch (compare_marks(*kept, secret)) {
    case SecretMatch::Same:
      return Done{};
    case SecretMatch::Unknown:
      if (!store.set_secret_mark(secret.mark()))
        return base::OperatorError{"the database in " + folder + " cannot be written"};
      return Done{};
    case SecretMatch::Other:
      break;
  }
  return base::OperatorError{
      "the server's secret (" + mark_words(secret.mark()) + ") is not the one that the database in " + folder +
      " was written with (" + mark_words(**kept) +
      "): everyone who has signed could sign again. Restore the right one from your backup. If it is lost, "
      "run `restore --without-secret` with a backup"};
}

std::string mark_words(const store::SecretMark& mark) {
  constexpr std::size_t kShown = 4;
  return crypto::to_hex({mark.data(), kShown});
}

}  // namespace undersigned::app
