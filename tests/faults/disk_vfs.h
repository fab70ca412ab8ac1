// A SQLite file system on a Disk: the power can be cut at a chosen operation, and operations can fail on demand. It
// models one process: locks and shared memory are between its connections and end with it.
//
// Safe from any thread, except for construction, restart() and destruction, which require that no connection is open.
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "tests/faults/disk.h"

namespace undersigned::faults {

// Bits, so that a fault can affect several operations.
enum Operation : unsigned {
  kOpen = 1,  // of an existing file
  kRead = 2,
  kWrite = 4,
  kSync = 8,
  kTruncate = 16,
  kDelete = 32,
  kLook = 64,  // queries a file's size or existence
  kLock = 128,
  kShareMemory = 256,
  kCreate = 512,
};
using Operations = unsigned;
inline constexpr Operations kEveryOperation = 1023;
inline constexpr Operations kChangingOperations = kCreate | kWrite | kSync | kTruncate | kDelete;

// Full: ENOSPC, for writes. HalfWritten: IoError after the first half of a write. Busy: for locks.
enum class FaultResult : std::uint8_t { IoError, Full, HalfWritten, Busy };
enum class FaultDuration : std::uint8_t { Once, UntilRepaired };

struct Fault {
  Operations operations = kEveryOperation;
  std::size_t nth = 1;  // among these operations, from now on
  FaultResult answer = FaultResult::IoError;
  FaultDuration duration = FaultDuration::UntilRepaired;
  FailedSync failed_sync = FailedSync::Dirty;
};

// How the process ended: killed, it leaves the cache unchanged; a power cut does not.
enum class ProcessEnd : std::uint8_t { Killed, PowerCut };

enum class Syncing : std::uint8_t { Honest, Ignored };
enum class Default : std::uint8_t { No, Yes };  // whether SQLite uses it if no name is given

class DiskVfs {
 public:
  explicit DiskVfs(Default is_default = Default::No);
  DiskVfs(const DiskVfs&) = delete;
  DiskVfs& operator=(const DiskVfs&) = delete;
  ~DiskVfs();

  [[nodiscard]] const std::string& name() const { return name_; }

  // A new empty disk, with power.
  void replace_disk();

  // After that many writing operations, everything fails until restart(). 0: at once.
  void cut_after(std::size_t operations);
  [[nodiscard]] bool is_cut() const;
  void restart(ProcessEnd end, Random& random);

  void fail(const Fault& fault);
  void repair();
  [[nodiscard]] bool has_failed() const;  // since fail()

  // For SqliteOptions: syncs a file and drops its cache, so that reads return what is on the disk.
  bool forget_cache(const std::string& file);

  // Off: syncs do nothing and report success, as in SQLite with synchronous=OFF.
  void set_syncing(Syncing syncing);

  [[nodiscard]] std::size_t syncs() const;

 private:
  struct File;
  struct SharedMemory;
  struct Methods;

  static constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

  // What happens to this operation.
  enum class OperationResult : std::uint8_t { Done, Cut, Failed };
  OperationResult result_of(Operation operation);
  [[nodiscard]] int code_of(Operation operation) const;

  int open(const char* file_name, File* file, int flags);
  int write(File& file, std::string_view bytes, std::size_t offset);
  int sync(File& file);
  int lock(File& file, int level);
  int lock_memory(File& file, int first, int count, int flags);
  int map_memory(File& file, int region, int size, int extend, void volatile** memory);
  void unmap_memory(File& file);

  mutable std::mutex mutex_;
  const std::string name_;
  sqlite3_vfs vfs_{};

  Disk disk_;
  std::vector<File*> open_;
  std::map<std::string, std::unique_ptr<SharedMemory>> memories_;

  std::size_t operations_left_ = kNever;
  bool cut_ = false;
  Syncing syncing_ = Syncing::Honest;
  std::size_t syncs_ = 0;

  Fault fault_;
  bool failing_ = false;
  bool failed_ = false;
};

}  // namespace undersigned::faults
