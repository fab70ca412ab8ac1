#include <ostream>
#include <string>
#include <utility>

#include "server/accounts/audit_log.h"
#include "server/app/command_line.h"
#include "server/app/commands.h"
#include "server/app/explain.h"
#include "server/app/server_secret.h"
#include "server/base/clock.h"
#include "server/base/operator_error.h"
#include "server/limits.h"
#include "server/store/restoration.h"

namespace undersigned::app {
namespace {

using store::Restoration;

// The secret for the restored database, or a sentence that says why there is none.
base::OperatorResult<crypto::ServerSecret> find_secret(const Options& options, const Restoration& restoring) {
  const bool needed = options.secret_needed == SecretNeeded::Yes && restoring.backup().signatures > 0;
  const Result<crypto::ServerSecret> secret =
      load_server_secret(options.data, needed ? crypto::CreateSecret::No : crypto::CreateSecret::Yes);
  const auto& mark = restoring.backup().secret_mark;
  const std::string wanted = mark ? " It is the one with the mark " + mark_words(*mark) + "." : "";
  const std::string advice =
      wanted + " If it is lost, use --without-secret. Everyone who has signed can then sign again.";
  if (!secret) {
    return base::OperatorError{secret_problem(secret.error(), options.data) + "." + (needed ? advice : "")};
  }
  if (needed && compare_marks(mark, *secret) == SecretMatch::Other) {
    return base::OperatorError{
        "the secret of " + options.data + " (" + mark_words(secret->mark()) +
        ") is not the one that this backup was written with: put the right one there first, or set it in "
        "UNDERSIGNED_SECRET." +
        advice};
  }
  return *secret;
}

void print_inspection(const Restoration& restoring, const Console& console) {
  const store::Inspection& backup = restoring.backup();
  console.out << "The backup is intact: " << counted(backup.signatures, "signature") << ".\n";
  if (backup.kind == store::FileKind::Older) {
    console.out << "It was of version " << backup.version << " and has been upgraded.\n";
  }
  for (const std::string& row : restoring.copy().unreadable) {
    console.out << "The " << row << " is damaged in the backup and will not be served. Import its file again.\n";
  }
  for (const store::DamagedTable& each : restoring.copy().damaged_rows) {
    console.out << "The table " << each.table << " has " << counted(each.rows, "damaged row")
                << " in the backup, left out of lists and exports.\n";
  }
  if (!backup.counters.empty()) console.out << "Repaired " << counted(backup.counters.size(), "counter") << ".\n";
}

// Lists what was erased, withdrawn or taken down since the backup, or says that this is unknown.
void print_removals_since_backup(const Restoration& restoring, const Console& console) {
  const store::RemovalCounts& repeated = restoring.repeated();
  constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;
  switch (restoring.since()) {
    case store::SinceBackup::Known:
      console.out << "Repeated what the replaced database records since the backup: " << repeated.erased << " erased, "
                  << repeated.withdrawn << " withdrawn, " << repeated.ruled_out << " rejected, "
                  << counted(repeated.comments_hidden, "comment") << " hidden, " << counted(repeated.shown_less, "name")
                  << " shown less, " << counted(repeated.consents_withdrawn, "consent") << " withdrawn.\n"
                  << "What was undone since the backup is not repeated: a signature that was accepted again or a "
                     "comment or name that was shown again is as it was in the backup.\n";
      break;
    case store::SinceBackup::NoDatabase:
      console.out << "There was no database here that records who withdrew or was erased since the backup. These "
                     "signatures are back. A log or a newer backup may list them.\n";
      return;
    case store::SinceBackup::Unreadable:
      console.out
          << "The replaced database does not show who withdrew or was erased since the backup. These signatures "
             "are back. The server's log or a newer backup may list them. Use `signature` to remove them.\n";
      return;
  }
  if (restoring.backup().newest_ms < base::utc_now_ms() - limits::kRemovalKeptDays * kDayMs) {
    console.out << "That record covers the last " << limits::kRemovalKeptDays << " days. The backup may be older.\n";
  }
}

std::string entries_words(const std::string& kind, std::uint64_t number) {
  return std::to_string(number) + " " + kind + (number == 1 ? "entry" : "entries");
}

// Why the accounts are those of the backup, which may be older than what was here.
std::string why_of_backup(const store::KeptAccounts& kept) {
  switch (kept.from) {
    case store::AccountsFrom::BackupOfOther:
      return "The replaced database has none of the backup's audit entries: it is of another server.";
    case store::AccountsFrom::BackupAsLogChanged:
      return "The audit log of the replaced database was changed outside the server: entry " +
             std::to_string(kept.first_wrong) + " was altered or is missing. So its accounts are not used.";
    case store::AccountsFrom::BackupAsUnreadable:
      return "The accounts of the replaced database cannot be read.";
    default:
      return "There was no database here that has accounts.";
  }
}

void print_accounts(const store::KeptAccounts& kept, const Console& console) {
  using store::AccountsFrom;
  constexpr char kSignIn[] = "everybody has to sign in again, and links to choose a password no longer work.\n";
  if (kept.from == AccountsFrom::Replaced) {
    console.out << counted(kept.accounts, "account") << " and " << entries_words("audit ", kept.entries)
                << " are those of the replaced database; " << kSignIn;
    if (kept.entries_in_backup > 0) {
      console.out << "The backup has another audit log: " << entries_words({}, kept.entries_in_backup)
                  << " of it can be found only in the backup.\n";
    }
    return;
  }
  if (kept.from == AccountsFrom::BackupAsNewer) {
    console.out << "Accounts and audit log are those of the backup, which is newer than the replaced database; "
                << kSignIn;
    return;
  }
  console.out << why_of_backup(kept) << " Accounts are as they were at the time of the backup; " << kSignIn
              << "People who were removed since may be back, and passwords, roles and two-step sign-in are those of "
                 "that time. Audit entries since then are missing. Look at `user list`, and use `user remove`, "
                 "`user role` and `user password`.\n";
}

void print_secret(const Restoration& restoring, SecretNeeded needed, const Console& console) {
  const auto& mark = restoring.backup().secret_mark;
  if (needed == SecretNeeded::No) {
    console.out << "The server now uses another secret: earlier signers are not recognized, codes and links in sent "
                   "mails no longer work, and earlier audit log entries cannot be verified. Whoever uses two-step "
                   "sign-in cannot sign in: use `user two-step-off`.\n";
  } else if (mark) {
    console.out << "The secret matches the backup.\n";
  } else {
    console.out
        << "The backup does not record its secret. Make sure that the file \"secret\" is the one it was written "
           "with.\n";
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
  if (!lock) return fail(console, "a server is using the data folder " + options.data + ": stop it first");

  auto prepared = Restoration::prepare(options.data, *lock, options.file);
  if (!prepared) return fail(console, prepared.error().words);
  Restoration& restoring = *prepared.value();
  const auto secret = find_secret(options, restoring);
  if (!secret) return fail(console, secret.error().words);
  const crypto::ServerSecret& key = *secret;
  if (!restoring.set_secret_mark(key.mark()) || !restoring.seal_audit(accounts::audit_link(key))) {
    return fail(console, "the copy could not be written");
  }
  const auto refuse = [&](Error error, const std::string& otherwise) {
    return fail(console, error.code == ErrorCode::Busy
                             ? "another command is using the database in " + options.data + ": wait until it ends"
                             : otherwise);
  };
  if (const Status repeated = restoring.repeat_removals(); !repeated) {
    return refuse(repeated.error(), "the copy could not be written");
  }
  const Status kept = restoring.keep_accounts(accounts::audit_link(key), key.mark(), base::utc_now_ms());
  if (!kept) return refuse(kept.error(), "the copy could not be written");

  const Result<std::string> aside = restoring.put_in_place();
  if (!aside) return refuse(aside.error(), "the database in " + options.data + " could not be replaced");
  print_inspection(restoring, console);
  print_removals_since_backup(restoring, console);
  print_accounts(restoring.kept(), console);
  print_secret(restoring, options.secret_needed, console);
  if (!aside->empty()) {
    console.out << "The replaced database is kept as " << *aside << ".\nIt holds data that was erased since. A running "
                << "server deletes it after " << limits::kSetAsideKeptDays
                << " days. Delete it sooner, or move it elsewhere.\n";
  }
  console.out << "Restored to " << options.data << ". Start the server.\n";
  return kExitOk;
}

}  // namespace undersigned::app
