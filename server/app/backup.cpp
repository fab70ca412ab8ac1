#include <optional>
#include <ostream>

#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/open_data.h"
#include "server/app/server_secret.h"

namespace undersigned::app {
namespace {

// The secret is left out on purpose: somebody who finds a backup must not find the key of its sign-ins, codes and audit
// log with it.
void print_secret(const store::Inspection& copied, const Options& options, const Console& console) {
  console.out
      << "The server's secret is not in it, and without that nobody who has signed is recognized. Keep a copy of "
         "the file \"secret\" of "
      << options.data << " too, in another place";
  if (copied.secret_mark) console.out << " (its mark is " << mark_words(*copied.secret_mark) << ")";
  console.out << ".\n";
  const Result<crypto::ServerSecret> secret = load_server_secret(options.data, crypto::CreateSecret::No);
  if (secret && compare_marks(copied.secret_mark, *secret) == SecretMatch::Other) {
    console.err << "Mind: the secret that is there now is another one (" << mark_words(secret->mark()) << ").\n";
  }
}

}  // namespace

int backup(const Options& options, const Console& console) {
  const auto store = open_data(options, store::Create::No, console);
  if (store == nullptr) return kExitFailed;
  const Result<store::Inspection> copied = store->backup(options.file);
  if (!copied) {
    console.err << options.file << ": " << explain(copied.error().code) << '\n';
    return kExitFailed;
  }
  console.out << "Copied the database to " << options.file << " and checked the copy: it is whole, "
              << counted(copied->signatures, "signature") << ".\n";
  print_secret(*copied, options, console);
  for (const std::string& row : copied->unreadable) {
    console.err << "Mind: the " << row << " is damaged in it, as in the database. Import its file again.\n";
  }
  if (copied->counters.empty()) return kExitOk;
  console.err << "Mind: " << counted(copied->counters.size(), "counter")
              << " of the database differ from what its rows say. Run `recount`.\n";
  return kExitFailed;
}

}  // namespace undersigned::app
