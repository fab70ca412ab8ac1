// Replaces the database of a folder by a backup. prepare() copies the backup into the folder under another name, checks
// the copy and migrates it. What must not be turned back is then taken over from the current database: removals, accounts
// and the audit log. The backup is only read, and the current database is not touched before put_in_place(). At
// every moment, whatever happens, the folder holds one of the two databases intact.
//
// For one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "server/base/operator_error.h"
#include "server/store/audit.h"
#include "server/store/data_folder.h"
#include "server/store/inspection.h"
#include "shared/result.h"

namespace undersigned::store {

// Removals made since the backup, applied to it again.
struct RemovalCounts {
  std::uint64_t erased = 0;
  std::uint64_t withdrawn = 0;
  std::uint64_t ruled_out = 0;
  std::uint64_t comments_hidden = 0;
  std::uint64_t shown_less = 0;
  std::uint64_t consents_withdrawn = 0;
};

// Whether the database to be replaced could list what was erased, withdrawn or taken down since the backup.
enum class SinceBackup : std::uint8_t { Known, NoDatabase, Unreadable };

// Whose accounts and audit log the restored database has. The backup's, where the replaced database
// - has an audit log that ends where the backup's goes on: the backup is newer;
// - has neither an account nor an entry (NoneHere), or has none of the backup's entries: it is another server's (Other);
// - has entries that were changed, or lacks some (LogChanged);
// - cannot be read, or is not there.
enum class AccountsFrom : std::uint8_t {
  Replaced,
  BackupAsNewer,
  BackupAsNoneHere,
  BackupOfOther,
  BackupAsLogChanged,
  BackupAsUnreadable,
  BackupAsNoDatabase,
};

struct KeptAccounts {
  AccountsFrom from = AccountsFrom::BackupAsUnreadable;
  std::uint64_t accounts = 0;           // of the replaced database, in the restored one
  std::uint64_t entries = 0;            // of its audit log, that the backup does not have
  std::uint64_t entries_in_backup = 0;  // entries that only the backup has, and that are not restored
  std::int64_t first_wrong = 0;         // of LogChanged
};

class Restoration {
 public:
  // `lock` is the folder's, held until the end. Otherwise a sentence that says what is wrong with the file; then
  // nothing has changed.
  static base::OperatorResult<std::unique_ptr<Restoration>> prepare(const std::string& folder, const FolderLock& lock,
                                                                    const std::string& file);
  Restoration(const Restoration&) = delete;
  Restoration& operator=(const Restoration&) = delete;
  // Removes the copy, unless it was put in place.
  ~Restoration();

  // The backup as it was, before migration.
  [[nodiscard]] const Inspection& backup() const { return backup_; }
  // The copy as it is now, with correct counters.
  [[nodiscard]] const Inspection& copy() const { return copy_; }

  // Applies the current database's list of removals to the copy: what was erased, withdrawn, rejected, hidden or
  // shown less since the backup, and withdrawn consents. Busy: another command is using the current database.
  // StorageFailed if the copy cannot be written.
  Status repeat_removals();
  [[nodiscard]] SinceBackup since() const { return since_; }
  [[nodiscard]] const RemovalCounts& repeated() const { return repeated_; }

  // Takes accounts and audit log from the current database, if it is the later one, ends all sessions and links, and adds
  // the entry that says that a backup was restored. Call it after seal_audit(). `mark` is that of the secret of `link`.
  // Busy: another command is using the current database. StorageFailed if the copy cannot be written.
  Status keep_accounts(const AuditLink& link, const SecretMark& mark, std::int64_t now_ms);
  [[nodiscard]] const KeptAccounts& kept() const { return kept_; }

  // Stores this mark in the copy. StorageFailed.
  Status set_secret_mark(const SecretMark& mark);

  // Seals the audit log of a backup that is older than seals. StorageFailed.
  Status seal_audit(const AuditLink& link);

  // Returns the file name under which the replaced database is kept; empty if there was none. Busy: another command is
  // using it. StorageFailed otherwise.
  Result<std::string> put_in_place();

 private:
  Restoration(std::string folder, std::string draft);
  base::OperatorStatus check_and_update();
  Result<std::string> set_aside() const;

  const std::string folder_;
  const std::string draft_;
  Inspection backup_;
  Inspection copy_;
  SinceBackup since_ = SinceBackup::Unreadable;
  RemovalCounts repeated_;
  KeptAccounts kept_;
};

}  // namespace undersigned::store
