// Puts a backup in the place of a folder's database. prepare() copies it beside that place, checks the copy and brings
// it up to date there; the backup itself is only read, and the database not touched before put_in_place(). At every
// moment, whatever happens, the folder holds either database whole.
//
// Of one thread.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "server/store/data_folder.h"
#include "server/store/inspection.h"
#include "shared/result.h"

namespace undersigned::store {

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
};

}  // namespace undersigned::store
