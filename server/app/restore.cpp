#include <ostream>
#include <string>
#include <utility>
#include <variant>

#include "server/accounts/audit_log.h"
#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/server_secret.h"
#include "server/base/clock.h"
#include "server/limits.h"
#include "server/store/restoration.h"
#include "server/store/sqlite/open.h"

namespace undersigned::app {
namespace {

using store::Restoration;

// The secret for the restored database, or a sentence that says why there is none.
std::variant<crypto::ServerSecret, std::string> find_secret(const Options& options, const Restoration& restoring) {
  const bool needed = options.secret_needed == SecretNeeded::Yes && restoring.backup().signatures > 0;
  const Result<crypto::ServerSecret> secret =
      load_server_secret(options.data, needed ? crypto::CreateSecret::No : crypto::CreateSecret::Yes);
  const auto& mark = restoring.backup().secret_mark;
  const std::string wanted = mark ? " It is the one with the mark " + mark_words(*mark) + "." : "";
  const std::string advice =
      wanted + " If it is lost, --without-secret restores all the same; then everybody who has signed can sign again.";
  if (!secret) return secret_problem(secret.error(), options.data) + "." + (needed ? advice : "");
  if (needed && compare_marks(mark, *secret) == SecretMatch::Other) {
    return "the secret of " + options.data + " (" + mark_words(secret->mark()) +
           ") is not the one that this backup was written with: put the right one there first, or give it as "
           "UNDERSIGNED_SECRET." +
           advice;
  }
  return *secret;
}

// Notes the restore in the restored database. If that fails, prints it; the restore stands.
void note_restored(const Options& options, const store::FolderLock& lock, const crypto::ServerSecret& secret,
                   const Console& console) {
  store::SqliteOptions sqlite;
  sqlite.folder = options.data;
  sqlite.lock = &lock;
  Result<std::unique_ptr<store::Store>> opened = store::open_sqlite_store(sqlite, store::Create::No);
  const bool noted =
      opened.ok() &&
      accounts::AuditLog(**opened, secret).add({base::utc_now_ms(), {}, store::AuditAction::Restored, {}}).ok();
  if (!noted) console.err << "The restoration could not be written into the audit log.\n";
}

void print_inspection(const Restoration& restoring, const Console& console) {
  const store::Inspection& backup = restoring.backup();
  console.out << "The backup is whole: " << counted(backup.signatures, "signature") << ".\n";
  if (backup.kind == store::FileKind::Older) {
    console.out << "It was of version " << backup.version << " and has been brought up to date.\n";
  }
  for (const std::string& row : restoring.copy().unreadable) {
    console.out << "The " << row << " is damaged in it, and will not be served: import its file again.\n";
  }
  if (!backup.counters.empty()) console.out << "Repaired " << counted(backup.counters.size(), "counter") << ".\n";
}

// Lists what was erased, withdrawn or taken down since the backup, or says that this is unknown.
void print_removals_since_backup(const Restoration& restoring, const Console& console) {
  const store::RemovalCounts& repeated = restoring.repeated();
  constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
  switch (restoring.since()) {
    case store::SinceBackup::Known:
      console.out << "Done again, as the database of before lists it since the backup: " << repeated.erased
                  << " erased, " << repeated.withdrawn << " withdrawn, " << repeated.ruled_out << " ruled out, "
                  << counted(repeated.comments_hidden, "comment") << " hidden.\n";
      break;
    case store::SinceBackup::NoDatabase:
      console.out << "There was no database here to say who withdrew or was erased since the backup: they are back. "
                     "The audit log, or a newer backup, may tell.\n";
      return;
    case store::SinceBackup::Unreadable:
      console.out << "The database of before could not say who withdrew or was erased since the backup: they are back. "
                     "The server's log and a newer backup may tell; `signature` takes them down one by one.\n";
      return;
  }
  if (restoring.backup().newest_ms < base::utc_now_ms() - limits::kRemovalKeptDays * kDayMs) {
    console.out << "That list reaches back " << limits::kRemovalKeptDays << " days, and the backup may be older.\n";
  }
}

void print_secret(const Restoration& restoring, SecretNeeded needed, const Console& console) {
  const auto& mark = restoring.backup().secret_mark;
  if (needed == SecretNeeded::No) {
    console.out << "It goes on with another secret: who signed before is not recognized, codes and links in mails that "
                   "were sent no longer work, and the audit log of before cannot be verified.\n";
  } else if (mark) {
    console.out << "The secret is the one it was written with.\n";
  } else {
    console.out << "It does not say which secret it was written with: make sure that the file \"secret\" is the one of "
                   "that time.\n";
  }
}

int fail(const Console& console, std::string_view words) {
  console.err << words << "\nNothing was changed.\n";
  return kExitFailed;
}

}  // namespace

int restore(const Options& options, const Console& console) {
  if (const Status folder = store::prepare_folder(options.data); !folder) {
    return fail(console, "the data folder " + options.data + " " + std::string(explain(folder.error().code)));
  }
  const Result<store::FolderLock> lock = store::lock_folder(options.data);
  if (!lock) return fail(console, "a server runs on the data folder " + options.data + ": stop it first");

  auto prepared = Restoration::prepare(options.data, *lock, options.file);
  if (const auto* problem = std::get_if<std::string>(&prepared)) return fail(console, *problem);
  Restoration& restoring = *std::get<std::unique_ptr<Restoration>>(prepared);
  const auto secret = find_secret(options, restoring);
  if (const auto* problem = std::get_if<std::string>(&secret)) return fail(console, *problem);
  const auto& key = std::get<crypto::ServerSecret>(secret);
  if (!restoring.set_secret_mark(key.mark())) return fail(console, "the copy could not be written");
  if (!restoring.repeat_removals()) return fail(console, "the copy could not be written");

  const Result<std::string> aside = restoring.put_in_place();
  if (!aside) {
    return fail(console, aside.error().code == ErrorCode::Busy
                             ? "another command uses the database in " + options.data + ": wait for its end"
                             : "the database in " + options.data + " could not be replaced");
  }
  print_inspection(restoring, console);
  print_removals_since_backup(restoring, console);
  print_secret(restoring, options.secret_needed, console);
  if (!aside->empty()) {
    console.out << "The database of before is kept as " << *aside << ".\nA running server removes it after "
                << limits::kSetAsideKeptDays
                << " days, as it holds what was erased since; remove it before, or keep it "
                << "elsewhere.\n";
  }
  note_restored(options, *lock, key, console);
  console.out << "Restored to " << options.data << ". Start the server.\n";
  return kExitOk;
}

}  // namespace undersigned::app
