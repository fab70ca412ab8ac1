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
      << "The backup does not contain the server's secret. Without it, people who have signed are not recognized. "
         "Also keep a copy of the file \"secret\" of "
      << options.data << ", in another place";
  if (copied.secret_mark) console.out << " (its mark is " << mark_words(*copied.secret_mark) << ")";
  console.out << ".\n";
  const Result<crypto::ServerSecret> secret = load_server_secret(options.data, crypto::CreateSecret::No);
  if (secret && compare_marks(copied.secret_mark, *secret) == SecretMatch::Other) {
    console.err << "Warning: the secret that is there now is a different one (" << mark_words(secret->mark()) << ").\n";
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
  console.out << "Copied the database to " << options.file
              << " and verified the copy: " << counted(copied->signatures, "signature") << ".\n";
  print_secret(*copied, options, console);
  for (const std::string& row : copied->unreadable) {
    console.err << "Warning: the " << row << " is damaged in the database and in the copy. Import its file again.\n";
  }
  for (const store::DamagedTable& each : copied->damaged_rows) {
    console.err << "Warning: the table " << each.table << " has " << counted(each.rows, "damaged row")
                << ", in the database and in the copy. Keep an earlier backup.\n";
  }
  if (copied->counters.empty()) return kExitOk;
  console.err << "Warning: the database has " << counted(copied->counters.size(), "wrong counter")
              << ". Run `recount`.\n";
  return kExitFailed;
}

}  // namespace undersigned::app
