// Puts a backup in the place of a folder's database. prepare() copies it beside that place, checks the copy and brings
// it up to date there; the backup itself is only read, and the database not touched before put_in_place(). At every
// moment, whatever happens, the folder holds either database whole.
//
// Of one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>

#include "server/store/data_folder.h"
#include "server/store/inspection.h"
#include "shared/result.h"

namespace undersigned::store {

// What was done again of what had been done since a backup.
struct RemovalCounts {
  std::uint64_t erased = 0;
  std::uint64_t withdrawn = 0;
  std::uint64_t ruled_out = 0;
  std::uint64_t comments_hidden = 0;
};

// Whether the database that is to be replaced could say what was erased, withdrawn or taken down since.
enum class SinceBackup : std::uint8_t { Known, NoDatabase, Unreadable };

class Restoration {
 public:
  // `lock` is the folder's, and is held until the end. Otherwise a sentence that says what is wrong with the file; then
  // nothing has changed.
  static std::variant<std::unique_ptr<Restoration>, std::string> prepare(const std::string& folder,
                                                                         const FolderLock& lock,
                                                                         const std::string& file);
  Restoration(const Restoration&) = delete;
  Restoration& operator=(const Restoration&) = delete;
  // Takes away what was not put in place.
  ~Restoration();

  // The backup as it was, before it was brought up to date.
  [[nodiscard]] const Inspection& backup() const { return backup_; }
  // The copy as it is now; its counters are what its rows say.
  [[nodiscard]] const Inspection& copy() const { return copy_; }

  // Does again in the copy what was erased, withdrawn, ruled out or hidden since, as the database that is there now
  // says. StorageFailed where the copy cannot be written.
  Status repeat_removals();
  [[nodiscard]] SinceBackup since() const { return since_; }
  [[nodiscard]] const RemovalCounts& repeated() const { return repeated_; }

  // Keeps this mark in the copy. StorageFailed.
  Status set_secret_mark(const SecretMark& mark);

  // The name of the file that the database of before is kept as; empty where there was none. Busy: another command
  // uses it. StorageFailed otherwise.
  Result<std::string> put_in_place();

 private:
  Restoration(std::string folder, std::string draft);
  std::string check_and_update();
  Result<std::string> set_aside() const;

  const std::string folder_;
  const std::string draft_;
  Inspection backup_;
  Inspection copy_;
  SinceBackup since_ = SinceBackup::Unreadable;
  RemovalCounts repeated_;
};

}  // namespace undersigned::store
