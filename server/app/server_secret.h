// The server's secret, for commands: where it comes from, and whether the database was written with it. With another
// secret, earlier signers would not be recognized, and everyone could sign again.
#pragma once

#include <string>

#include "server/base/operator_error.h"
#include "server/crypto/secret.h"
#include "server/store/store.h"

namespace undersigned::app {

// From UNDERSIGNED_SECRET, or from the folder; see crypto::load_secret(). Call it before any thread is started.
Result<crypto::ServerSecret> load_server_secret(const std::string& folder, crypto::CreateSecret create);

// The link of the audit log with the secret that is there; empty if there is none.
store::AuditLink existing_audit_link(const std::string& folder);

// A sentence if the database is missing or empty, but the secret is there. A new folder gets its database first, with all
// its tables, and then the secret: so a database beside a secret has been lost.
base::OperatorStatus check_not_lost(const std::string& folder);

// The secret for serving a store. Creates one only for a store without signatures.
Result<crypto::ServerSecret> secret_for(store::Store& store, const std::string& folder);

// A sentence for an error of these two.
std::string secret_problem(Error error, const std::string& folder);

enum class SecretMatch : std::uint8_t { Same, Unknown, Other };

// Unknown: the database has no mark, as it was never served since marks exist.
SecretMatch compare_marks(const std::optional<store::SecretMark>& kept, const crypto::ServerSecret& secret);

// Stores the secret's mark in a store that has none; otherwise a sentence if the mark is of another secret.
base::OperatorStatus adopt_secret(store::Store& store, const crypto::ServerSecret& secret, const std::string& folder);

// The beginning of a mark in hexadecimal, for people to compare.
std::string mark_words(const store::SecretMark& mark);

}  // namespace undersigned::app
