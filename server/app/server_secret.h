// The server's secret as the commands use it: where it comes from, and whether it is the one that a database was
// written with. With another one nobody who signed before would be known: everyone could sign again, unnoticed.
#pragma once

#include <string>

#include "server/crypto/secret.h"
#include "server/store/store.h"

namespace undersigned::app {

// From UNDERSIGNED_SECRET, else from the folder. See crypto::load_secret(). Before any thread of ours.
Result<crypto::ServerSecret> load_server_secret(const std::string& folder, crypto::CreateSecret create);

// The secret for a store that is to be served: made anew for one without signatures only.
Result<crypto::ServerSecret> secret_for(store::Store& store, const std::string& folder);

// A sentence for an error of those two.
std::string secret_problem(Error error, const std::string& folder);

enum class SecretMatch : std::uint8_t { Same, Unknown, Other };

// Unknown: the database was never served since it keeps a mark.
SecretMatch compare_marks(const std::optional<store::SecretMark>& kept, const crypto::ServerSecret& secret);

// Keeps the secret's mark in a store that has none; otherwise a sentence where it is another's.
std::string adopt_secret(store::Store& store, const crypto::ServerSecret& secret, const std::string& folder);

// The beginning of a mark in hexadecimal, for a person to compare.
std::string mark_words(const store::SecretMark& mark);

}  // namespace undersigned::app
