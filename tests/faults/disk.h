// A disk in memory with the operating system's cache in front of it. Programs read at once what was written. After a
// power cut, synced data is there; every other sector is, at random, kept, lost, torn or garbage, in any order.
// Creating and removing a name is lost in the same way unless the folder was synced.
//
// The same assumptions about disks as SQLite's:
// - Garbage is only within the bytes that were being written ("powersafe overwrite", https://www.sqlite.org/psow.html).
// - A sync is a barrier for its file.
// - A name comes back with the file it referred to.
//
// Not safe from several threads at once; disk_vfs.h has the lock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/faults/random.h"

namespace undersigned::faults {

inline constexpr std::size_t kSectorBytes = 512;

// What the operating system does with the pages of a failed sync (Rebello et al., Can Applications Recover from fsync
// Failures?, USENIX ATC 2020).
// - Dirty: the next sync writes them.
// - Lost: they are still read from the cache, and no later sync writes them.
// - Reverted: reads return what is on the disk.
enum class FailedSync : std::uint8_t { Dirty, Lost, Reverted };

class Disk {
 public:
  struct Change {
    std::size_t offset = 0;  // the size, if truncated
    std::string bytes;
    bool truncates = false;
  };
  struct File {
    std::string cached;
    std::string durable;
    std::vector<Change> unsynced;
  };
  using FileRef = std::shared_ptr<File>;

  // Null if there is none.
  [[nodiscard]] FileRef find(const std::string& name) const;
  FileRef create(const std::string& name);
  void remove(const std::string& name);

  static void write(File& file, std::size_t offset, std::string_view bytes);
  static void truncate(File& file, std::size_t size);
  static void sync(File& file);
  static void fail_to_sync(File& file, FailedSync outcome);
  void sync_names();

  void cut_power(Random& random);

 private:
  struct NameChange {
    std::string name;
    FileRef file;  // null: removed
  };

  void cut_names(Random& random);

  std::map<std::string, FileRef> names_;
  std::map<std::string, FileRef> durable_names_;
  std::vector<NameChange> unsynced_names_;
};

}  // namespace undersigned::faults
