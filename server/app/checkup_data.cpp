#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>

#include "server/accounts/audit_log.h"
#include "server/app/checkup.h"
#include "server/app/explain.h"
#include "server/app/mail_setup.h"
#include "server/app/server_secret.h"
#include "server/base/clock.h"
#include "server/limits.h"
#include "server/mail/spooled.h"
#include "server/ops/readiness.h"
#include "server/store/data_folder.h"
#include "server/store/inspection.h"
#include "server/store/sqlite/open.h"

namespace undersigned::app {
namespace {

constexpr std::int64_t kClockSlackMs = 5LL * 60 * 1000;

std::string mebibytes(std::uint64_t bytes) {
  return std::to_string(bytes >> 20U) + " MiB";
}

enum class Folder : std::uint8_t { Usable, Unusable };

Folder check_folder(const std::string& folder, Findings& findings) {
  struct stat info {};
  const char* subject = "data folder";
  if (stat(folder.c_str(), &info) != 0) {
    findings.push_back(
        {Verdict::Warning, subject, folder + " does not exist yet: the first `serve` or import creates it"});
    return Folder::Unusable;
  }
  if (!S_ISDIR(info.st_mode) || info.st_uid != geteuid()) {
    findings.push_back(
        {Verdict::Problem, subject, folder + " is not a folder of this user: run this command as the server's user"});
    return Folder::Unusable;
  }
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    findings.push_back({Verdict::Problem, subject, "other users can enter " + folder + ": run chmod 700 " + folder});
    return Folder::Usable;
  }
  findings.push_back({Verdict::Ok, subject, folder + ", open only to its owner"});
  return Folder::Usable;
}

void check_modes(const std::string& folder, Findings& findings) {
  std::string open_files;
  for (const char* name : {"undersigned.db", "undersigned.db-wal", "undersigned.db-shm", "secret"}) {
    struct stat info {};
    const std::string path = std::string(folder).append("/").append(name);
    if (lstat(path.c_str(), &info) != 0) continue;
    const bool ours = S_ISREG(info.st_mode) && info.st_uid == geteuid();
    if (!ours || (info.st_mode & (S_IRWXG | S_IRWXO)) != 0) open_files += " " + path;
  }
  if (open_files.empty()) {
    findings.push_back({Verdict::Ok, "files", "readable only by their owner"});
  } else {
    findings.push_back({Verdict::Problem, "files",
                        "must be regular files of this user, readable by nobody else: run chmod 600" + open_files});
  }
}

// A server deletes these when it starts. An unfinished mail is none while a server writes it.
void check_leftovers(const Options& options, Findings& findings) {
  std::vector<std::string> left = store::restore_leftovers(options.data);
  for (auto& paths : {store::backup_leftovers(options.data), mail::unfinished_spooled(mail_spool_folder(options))}) {
    left.insert(left.end(), paths.begin(), paths.end());
  }
  if (left.empty()) return;
  std::string names;
  for (const std::string& path : left) names += " " + path;
  findings.push_back({Verdict::Warning, "leftovers",
                      "a restore, backup or server that was killed has left files that may hold data erased since. "
                      "Unless one is working right now, delete them, or start the server, which does:" +
                          names});
}

// SQLite's locks and write-ahead log need a local disk (sqlite.org/wal.html).
void check_file_system(const std::string& folder, Findings& findings) {
  struct statfs info {};
  if (statfs(folder.c_str(), &info) != 0) return;
  if ((info.f_flags & ST_RDONLY) != 0) {
    findings.push_back({Verdict::Problem, "file system", folder + " is mounted read-only: nothing can be stored"});
    return;
  }
  constexpr std::uint32_t kRemote[] = {0x6969, 0xFF534D42, 0xFE534D42, 0x517B, 0x01021997, 0x65735546};
  constexpr std::uint32_t kInMemory[] = {0x01021994, 0x858458F6};
  const auto type = static_cast<std::uint32_t>(info.f_type);
  if (std::find(std::begin(kInMemory), std::end(kInMemory), type) != std::end(kInMemory)) {
    findings.push_back({Verdict::Problem, "file system",
                        folder + " is in memory and is lost when the machine restarts: put it on a disk"});
  } else if (std::find(std::begin(kRemote), std::end(kRemote), type) != std::end(kRemote)) {
    findings.push_back({Verdict::Problem, "file system",
                        folder +
                            " is on a network or user-space file system, where a database cannot be locked: put it on "
                            "a disk of this machine"});
  } else {
    findings.push_back({Verdict::Ok, "file system", "local"});
  }
}

void check_disk(const std::string& folder, Findings& findings) {
  const std::optional<std::uint64_t> free = ops::free_bytes(folder);
  if (!free) return;
  std::error_code failed;
  const std::uintmax_t database = std::filesystem::file_size(folder + "/" + store::kDatabaseFile, failed);
  if (*free < limits::kDiskFreeBytesMin) {
    findings.push_back({Verdict::Problem, "disk space",
                        mebibytes(*free) + " free: below " + mebibytes(limits::kDiskFreeBytesMin) +
                            " the server reports that it is not ready"});
  } else if (!failed && *free < database * 2) {
    findings.push_back(
        {Verdict::Warning, "disk space", mebibytes(*free) + " free: not enough for a backup on this disk"});
  } else {
    findings.push_back({Verdict::Ok, "disk space", mebibytes(*free) + " free"});
  }
}

void check_database(const store::Inspection& found, Findings& findings) {
  const char* subject = "database";
  switch (found.kind) {
    case store::FileKind::Unreadable:
      findings.push_back(
          {Verdict::Problem, subject,
           "is damaged: " + found.damage + ". Stop the server, keep a copy of the folder, restore a backup"});
      return;
    case store::FileKind::NotOpened:
      findings.push_back(
          {Verdict::Problem, subject,
           "cannot be opened: " + found.damage +
               ". The cause is the disk or the permissions, not the data: check that the disk is there, has "
               "space and is not mounted read-only, and that this user can write to the folder"});
      return;
    case store::FileKind::NotOurs:
      findings.push_back({Verdict::Problem, subject, "belongs to another program: set the right folder with --data"});
      return;
    case store::FileKind::Newer:
      findings.push_back(
          {Verdict::Problem, subject, "is of a newer version than this program: start the newer program"});
      return;
    case store::FileKind::Older:
      findings.push_back(
          {Verdict::Warning, subject,
           "is of version " + std::to_string(found.version) + ": make a backup; the next `serve` upgrades it"});
      break;
    case store::FileKind::Current:
      break;
  }
  if (!found.damage.empty() || found.dangling) {
    findings.push_back({Verdict::Problem, subject,
                        "is damaged (" + (found.dangling ? std::string("dangling rows") : found.damage) +
                            "): stop the server, keep a copy of the folder, restore a backup"});
    return;
  }
  findings.push_back({Verdict::Ok, subject, "intact, " + counted(found.signatures, "signature")});
  if (found.journal_mode != "wal") {
    findings.push_back({Verdict::Warning, "journal",
                        "the database has no write-ahead log yet (" + found.journal_mode + "): `serve` turns it on"});
  }
  if (found.kind != store::FileKind::Current) return;
  for (const std::string& row : found.unreadable) {
    findings.push_back({Verdict::Problem, row,
                        "is damaged in the database and is not served: import its file again, or restore a backup"});
  }
  for (const store::DamagedTable& each : found.damaged_rows) {
    findings.push_back(
        {Verdict::Problem, "table " + each.table,
         "has " + counted(each.rows, "damaged row") +
             ", left out of lists and exports: keep a copy of the folder, restore a backup from before"});
  }
  if (found.counters.empty()) {
    findings.push_back({Verdict::Ok, "counters", "correct"});
  } else {
    findings.push_back(
        {Verdict::Problem, "counters", counted(found.counters.size(), "wrong counter") + ": run `recount`"});
  }
}

std::optional<crypto::ServerSecret> check_secret(const std::string& folder, const store::Inspection& found,
                                                 Findings& findings) {
  const char* subject = "secret";
  const Result<crypto::ServerSecret> secret = load_server_secret(folder, crypto::CreateSecret::No);
  if (!secret) {
    const bool new_folder = secret.error().code == ErrorCode::NotFound && found.signatures == 0;
    findings.push_back(
        {new_folder ? Verdict::Warning : Verdict::Problem, subject,
         new_folder ? "none yet: the first `serve` creates it" : secret_problem(secret.error(), folder)});
    return std::nullopt;
  }
  switch (compare_marks(found.secret_mark, *secret)) {
    case SecretMatch::Same:
      findings.push_back({Verdict::Ok, subject,
                          "matches this database, mark " + mark_words(secret->mark()) +
                              "; keep a copy of it, separate from the backups"});
      break;
    case SecretMatch::Unknown:
      findings.push_back({Verdict::Ok, subject,
                          "mark " + mark_words(secret->mark()) +
                              "; the database does not record one yet, the next `serve` records it"});
      break;
    case SecretMatch::Other:
      findings.push_back({Verdict::Problem, subject,
                          "this one (" + mark_words(secret->mark()) +
                              ") is not the one that the database was written with (" + mark_words(*found.secret_mark) +
                              "): everyone who has signed could sign again. Restore the right one"});
      break;
  }
  return *secret;
}

void check_audit(store::Store& store, const crypto::ServerSecret& secret, Findings& findings) {
  const Result<store::AuditCheck> check = accounts::AuditLog(store, secret).verify();
  if (!check) {
    findings.push_back({Verdict::Problem, "audit log", "cannot be read"});
  } else if (check->first_wrong != 0) {
    findings.push_back({Verdict::Problem, "audit log",
                        "entry " + std::to_string(check->first_wrong) +
                            " was altered, is missing or was written with another secret"});
  } else {
    findings.push_back({Verdict::Ok, "audit log",
                        std::to_string(check->entries) + (check->entries == 1 ? " entry" : " entries") + " verified"});
  }
}

void check_organizers(const std::vector<store::StoredCampaign>& campaigns, Findings& findings) {
  std::vector<std::string> unnamed;
  std::size_t open = 0;
  for (const store::StoredCampaign& each : campaigns) {
    if (each.campaign.status != CampaignStatus::Open) continue;
    ++open;
    if (!names_organizer(each.campaign)) unnamed.push_back(each.campaign.slug);
  }
  if (!unnamed.empty()) {
    findings.push_back({Verdict::Warning, "organizers", naming_no_organizer(unnamed)});
  } else if (open > 0) {
    findings.push_back({Verdict::Ok, "organizers", "every open campaign says who gets the signers' details"});
  }
}

MailNeeded check_confirmation(store::Store& store, Findings& findings) {
  const auto campaigns = store.campaigns();
  if (!campaigns) return MailNeeded::Unknown;
  check_organizers(*campaigns, findings);
  std::vector<std::string> at_once;
  std::size_t open = 0;
  for (const store::StoredCampaign& each : *campaigns) {
    if (each.campaign.status != CampaignStatus::Open) continue;
    ++open;
    if (counts_at_once(each.campaign)) at_once.push_back(each.campaign.slug);
  }
  if (!at_once.empty()) {
    findings.push_back({Verdict::Warning, "confirmation", counting_at_once(at_once)});
  } else if (open > 0) {
    findings.push_back({Verdict::Ok, "confirmation", "every open campaign confirms signatures by email"});
  }
  return at_once.size() < open ? MailNeeded::Yes : MailNeeded::No;
}

void check_clock(const store::Inspection& found, Findings& findings) {
  timex state{};
  const bool in_step = adjtimex(&state) >= 0 && (state.status & STA_UNSYNC) == 0;
  if (found.newest_ms > base::utc_now_ms() + kClockSlackMs) {
    findings.push_back({Verdict::Problem, "clock",
                        "is behind the newest signature: set it, and synchronize it (systemd-timesyncd, chrony)"});
  } else if (!in_step) {
    findings.push_back({Verdict::Warning, "clock",
                        "the system does not report that it is synchronized: codes and sessions depend on it "
                        "(systemd-timesyncd, chrony)"});
  } else {
    findings.push_back({Verdict::Ok, "clock", "synchronized"});
  }
}

bool has_problem(const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.verdict == Verdict::Problem; });
}

}  // namespace

MailNeeded check_data(const Options& options, Findings& findings) {
  const std::string& folder = options.data;
  if (check_folder(folder, findings) == Folder::Unusable) return MailNeeded::Unknown;
  check_modes(folder, findings);
  check_leftovers(options, findings);
  check_file_system(folder, findings);
  check_disk(folder, findings);
  if (const auto there = check_not_lost(folder); !there) {
    findings.push_back({Verdict::Problem, "database", there.error().words});
    return MailNeeded::Unknown;
  }
  const std::string path = folder + "/" + store::kDatabaseFile;
  if (access(path.c_str(), F_OK) != 0) {
    findings.push_back({Verdict::Warning, "database", "none yet: the first `serve` or import creates it"});
    return MailNeeded::Unknown;
  }
  const bool deep = options.depth == Depth::Deep;
  const store::Inspection found =
      store::inspect_database(path, deep ? store::InspectionDepth::Deep : store::InspectionDepth::Quick);
  check_database(found, findings);
  const std::optional<crypto::ServerSecret> secret = check_secret(folder, found, findings);
  check_clock(found, findings);
  // Opening a store restricts file modes and migrates the database, which a check must not do.
  if (found.kind != store::FileKind::Current || has_problem(findings)) return MailNeeded::Unknown;
  store::SqliteOptions sqlite;
  sqlite.folder = folder;
  Result<std::unique_ptr<store::Store>> opened = store::open_sqlite_store(sqlite, store::Create::No);
  if (!opened) {
    findings.push_back({Verdict::Problem, "database", "cannot be opened"});
    return MailNeeded::Unknown;
  }
  if (secret) check_audit(**opened, *secret, findings);
  return check_confirmation(**opened, findings);
}

}  // namespace undersigned::app
