#include "tests/faults/disk_vfs.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <new>
#include <utility>

namespace undersigned::faults {
namespace {

std::string new_name() {
  static std::atomic<int> number = 0;
  return "disk-" + std::to_string(++number);
}

}  // namespace

// SQLite allocates the memory; constructed in open(), destroyed in close().
struct DiskVfs::File {
  sqlite3_file base;
  DiskVfs* vfs;
  std::string name;
  Disk::FileRef content;
  bool syncs_names;  // as in SQLite's own VFS: whoever may have created a log or journal syncs its name too
  bool deleted_on_close;
  int lock = SQLITE_LOCK_NONE;
  SharedMemory* memory = nullptr;
  unsigned shared_locks = 0;
  unsigned exclusive_locks = 0;
};

struct DiskVfs::SharedMemory {
  std::vector<std::unique_ptr<char[]>> regions;  // NOLINT(modernize-avoid-c-arrays): as SQLite wants it
  int users = 0;
};

struct DiskVfs::Methods {
  static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
  static DiskVfs& of(sqlite3_vfs* vfs) { return *static_cast<DiskVfs*>(vfs->pAppData); }
  static sqlite3_vfs* usual() { return sqlite3_vfs_find("unix"); }

  static int close(sqlite3_file* base) {
    File& file = of(base);
    DiskVfs& vfs = *file.vfs;
    const std::lock_guard guard(vfs.mutex_);
    vfs.open_.erase(std::find(vfs.open_.begin(), vfs.open_.end(), &file));
    if (file.deleted_on_close && !vfs.cut_) vfs.disk_.remove(file.name);
    file.~File();
    return SQLITE_OK;
  }

  static int read(sqlite3_file* base, void* bytes, int size, sqlite3_int64 offset) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    if (file.vfs->result_of(kRead) != OperationResult::Done) return file.vfs->code_of(kRead);
    const std::string& content = file.content->cached;
    const auto wanted = static_cast<std::size_t>(size);
    const std::size_t begin = std::min(static_cast<std::size_t>(offset), content.size());
    const std::size_t there = content.copy(static_cast<char*>(bytes), wanted, begin);
    if (there == wanted) return SQLITE_OK;
    std::memset(static_cast<char*>(bytes) + there, 0, wanted - there);
    return SQLITE_IOERR_SHORT_READ;
  }

  static int write(sqlite3_file* base, const void* bytes, int size, sqlite3_int64 offset) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    return file.vfs->write(file, {static_cast<const char*>(bytes), static_cast<std::size_t>(size)},
                           static_cast<std::size_t>(offset));
  }

  static int truncate(sqlite3_file* base, sqlite3_int64 size) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    if (file.vfs->result_of(kTruncate) != OperationResult::Done) return file.vfs->code_of(kTruncate);
    Disk::truncate(*file.content, static_cast<std::size_t>(size));
    return SQLITE_OK;
  }

  static int sync(sqlite3_file* base, int /*flags*/) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    return file.vfs->sync(file);
  }

  static int size(sqlite3_file* base, sqlite3_int64* size) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    if (file.vfs->result_of(kLook) != OperationResult::Done) return file.vfs->code_of(kLook);
    *size = static_cast<sqlite3_int64>(file.content->cached.size());
    return SQLITE_OK;
  }

  static int lock(sqlite3_file* base, int level) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    return file.vfs->lock(file, level);
  }

  static int unlock(sqlite3_file* base, int level) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    file.lock = std::min(file.lock, level);
    return SQLITE_OK;
  }

  static int check_reserved_lock(sqlite3_file* base, int* reserved) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    if (file.vfs->result_of(kLock) != OperationResult::Done) return file.vfs->code_of(kLock);
    const auto& open = file.vfs->open_;
    *reserved = static_cast<int>(std::any_of(open.begin(), open.end(), [&](const File* other) {
      return other->content == file.content && other->lock >= SQLITE_LOCK_RESERVED;
    }));
    return SQLITE_OK;
  }

  static int map_memory(sqlite3_file* base, int region, int size, int extend, void volatile** memory) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    return file.vfs->map_memory(file, region, size, extend, memory);
  }

  static int lock_memory(sqlite3_file* base, int first, int count, int flags) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    return file.vfs->lock_memory(file, first, count, flags);
  }

  static int unmap_memory(sqlite3_file* base, int /*remove*/) {
    File& file = of(base);
    const std::lock_guard guard(file.vfs->mutex_);
    file.vfs->unmap_memory(file);
    return SQLITE_OK;
  }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    if (flags_out != nullptr) *flags_out = flags;
    const std::lock_guard guard(of(vfs).mutex_);
    return of(vfs).open(name, reinterpret_cast<File*>(file), flags);
  }

  static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    DiskVfs& self = of(vfs);
    const std::lock_guard guard(self.mutex_);
    if (self.result_of(kDelete) != OperationResult::Done) return self.code_of(kDelete);
    if (self.disk_.find(name) == nullptr) return SQLITE_IOERR_DELETE_NOENT;
    self.disk_.remove(name);
    if (sync_folder != 0) self.disk_.sync_names();
    return SQLITE_OK;
  }

  static int access(sqlite3_vfs* vfs, const char* name, int flags, int* there) {
    DiskVfs& self = of(vfs);
    const std::lock_guard guard(self.mutex_);
    if (self.result_of(kLook) != OperationResult::Done) return self.code_of(kLook);
    const Disk::FileRef file = self.disk_.find(name);
    // As in SQLite's own VFS: an empty file counts as missing.
    *there = static_cast<int>(file != nullptr && (flags != SQLITE_ACCESS_EXISTS || !file->cached.empty()));
    return SQLITE_OK;
  }

  // Does not wait: SQLite counts the time it asked for. Yields to other threads.
  static int sleep(sqlite3_vfs* /*vfs*/, int microseconds) {
    usual()->xSleep(usual(), 1);
    return microseconds;
  }

  static const sqlite3_io_methods& io() {
    static const sqlite3_io_methods methods = [] {
      sqlite3_io_methods made{};
      made.iVersion = 2;
      made.xClose = close;
      made.xRead = read;
      made.xWrite = write;
      made.xTruncate = truncate;
      made.xSync = sync;
      made.xFileSize = size;
      made.xLock = lock;
      made.xUnlock = unlock;
      made.xCheckReservedLock = check_reserved_lock;
      made.xFileControl = [](sqlite3_file* /*file*/, int /*operation*/, void* /*argument*/) { return SQLITE_NOTFOUND; };
      made.xSectorSize = [](sqlite3_file* /*file*/) { return 4096; };
      made.xDeviceCharacteristics = [](sqlite3_file* /*file*/) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; };
      made.xShmMap = map_memory;
      made.xShmLock = lock_memory;
      made.xShmBarrier = [](sqlite3_file* /*file*/) { std::atomic_thread_fence(std::memory_order_seq_cst); };
      made.xShmUnmap = unmap_memory;
      return made;
    }();
    return methods;
  }
};

DiskVfs::DiskVfs(Default is_default) : name_(new_name()) {
  sqlite3_initialize();
  vfs_ = *Methods::usual();
  vfs_.zName = name_.c_str();
  vfs_.pNext = nullptr;
  vfs_.pAppData = this;
  vfs_.szOsFile = static_cast<int>(sizeof(File));
  vfs_.xOpen = Methods::open;
  vfs_.xDelete = Methods::remove;
  vfs_.xAccess = Methods::access;
  vfs_.xSleep = Methods::sleep;
  sqlite3_vfs_register(&vfs_, is_default == Default::Yes ? 1 : 0);
}

DiskVfs::~DiskVfs() {
  sqlite3_vfs_unregister(&vfs_);
  sqlite3_vfs_register(Methods::usual(), 1);
}

void DiskVfs::replace_disk() {
  const std::lock_guard guard(mutex_);
  disk_ = Disk();
  cut_ = false;
  operations_left_ = kNever;
  failing_ = false;
}

void DiskVfs::cut_after(std::size_t operations) {
  const std::lock_guard guard(mutex_);
  operations_left_ = operations;
  cut_ = operations == 0;
}

bool DiskVfs::is_cut() const {
  const std::lock_guard guard(mutex_);
  return cut_;
}

void DiskVfs::restart(ProcessEnd end, Random& random) {
  const std::lock_guard guard(mutex_);
  if (end == ProcessEnd::PowerCut) disk_.cut_power(random);
  cut_ = false;
  operations_left_ = kNever;
}

void DiskVfs::fail(const Fault& fault) {
  const std::lock_guard guard(mutex_);
  fault_ = fault;
  failing_ = true;
  failed_ = false;
}

void DiskVfs::repair() {
  const std::lock_guard guard(mutex_);
  failing_ = false;
}

bool DiskVfs::has_failed() const {
  const std::lock_guard guard(mutex_);
  return failed_;
}

void DiskVfs::set_syncing(Syncing syncing) {
  const std::lock_guard guard(mutex_);
  syncing_ = syncing;
}

std::size_t DiskVfs::syncs() const {
  const std::lock_guard guard(mutex_);
  return syncs_;
}

bool DiskVfs::forget_cache(const std::string& file) {
  const std::lock_guard guard(mutex_);
  const Disk::FileRef content = disk_.find(file);
  if (content == nullptr) return true;
  const OperationResult result = result_of(kSync);
  if (result == OperationResult::Failed) Disk::fail_to_sync(*content, fault_.failed_sync);
  if (result != OperationResult::Done) return false;
  if (syncing_ == Syncing::Ignored) return true;
  Disk::sync(*content);
  content->cached = content->durable;
  return true;
}

DiskVfs::OperationResult DiskVfs::result_of(Operation operation) {
  if (cut_) return OperationResult::Cut;
  if (operations_left_ != kNever && (operation & kChangingOperations) != 0 && --operations_left_ == 0) {
    cut_ = true;
    return OperationResult::Cut;
  }
  if (!failing_ || (operation & fault_.operations) == 0 || --fault_.nth > 0) return OperationResult::Done;
  failed_ = true;
  if (fault_.duration == FaultDuration::Once) failing_ = false;
  fault_.nth = 1;
  return OperationResult::Failed;
}

int DiskVfs::code_of(Operation operation) const {
  switch (operation) {
    case kOpen:
    case kCreate:
      return SQLITE_CANTOPEN;
    case kRead:
      return SQLITE_IOERR_READ;
    case kWrite:
      return !cut_ && fault_.answer == FaultResult::Full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    case kSync:
      return SQLITE_IOERR_FSYNC;
    case kTruncate:
      return SQLITE_IOERR_TRUNCATE;
    case kDelete:
      return SQLITE_IOERR_DELETE;
    case kLook:
      return SQLITE_IOERR_FSTAT;
    case kLock:
      return !cut_ && fault_.answer == FaultResult::Busy ? SQLITE_BUSY : SQLITE_IOERR_LOCK;
    case kShareMemory:
      return SQLITE_IOERR_SHMMAP;
  }
  return SQLITE_IOERR;
}

int DiskVfs::open(const char* file_name, File* file, int flags) {
  file->base.pMethods = nullptr;
  const std::string name = file_name == nullptr ? new_name() : file_name;
  Disk::FileRef content = disk_.find(name);
  // The store creates the database's file itself, empty and without a sync; here that happens when it is first opened.
  const bool may_make = (flags & (SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_DB)) != 0;
  if (content == nullptr && !may_make) return SQLITE_CANTOPEN;
  const bool made = content == nullptr;
  if (result_of(made ? kCreate : kOpen) != OperationResult::Done) return code_of(kOpen);
  if (made) content = disk_.create(name);
  const bool creates = (flags & SQLITE_OPEN_CREATE) != 0;
  const bool syncs_names = creates && (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
  const bool deleted = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  new (file) File{{&Methods::io()}, this, name, std::move(content), syncs_names, deleted};
  open_.push_back(file);
  return SQLITE_OK;
}

int DiskVfs::write(File& file, std::string_view bytes, std::size_t offset) {
  const OperationResult result = result_of(kWrite);
  if (result == OperationResult::Failed && fault_.answer == FaultResult::HalfWritten) {
    Disk::write(*file.content, offset, bytes.substr(0, bytes.size() / 2));
  }
  if (result != OperationResult::Done) return code_of(kWrite);
  Disk::write(*file.content, offset, bytes);
  return SQLITE_OK;
}

int DiskVfs::sync(File& file) {
  const OperationResult result = result_of(kSync);
  if (result == OperationResult::Failed) Disk::fail_to_sync(*file.content, fault_.failed_sync);
  if (result != OperationResult::Done) return code_of(kSync);
  ++syncs_;
  if (syncing_ == Syncing::Ignored) return SQLITE_OK;
  Disk::sync(*file.content);
  if (std::exchange(file.syncs_names, false)) disk_.sync_names();
  return SQLITE_OK;
}

// https://www.sqlite.org/lockingv3.html
int DiskVfs::lock(File& file, int level) {
  if (file.lock >= level) return SQLITE_OK;
  if (result_of(kLock) != OperationResult::Done) return code_of(kLock);
  int highest = SQLITE_LOCK_NONE;
  for (const File* other : open_) {
    if (other != &file && other->content == file.content) highest = std::max(highest, other->lock);
  }
  if (level == SQLITE_LOCK_SHARED && highest >= SQLITE_LOCK_PENDING) return SQLITE_BUSY;
  if (level > SQLITE_LOCK_SHARED && highest >= SQLITE_LOCK_RESERVED) return SQLITE_BUSY;
  if (level == SQLITE_LOCK_EXCLUSIVE && highest >= SQLITE_LOCK_SHARED) {
    file.lock = SQLITE_LOCK_PENDING;
    return SQLITE_BUSY;
  }
  file.lock = level;
  return SQLITE_OK;
}

int DiskVfs::lock_memory(File& file, int first, int count, int flags) {
  const unsigned wanted = ((1U << static_cast<unsigned>(count)) - 1U) << static_cast<unsigned>(first);
  if ((flags & SQLITE_SHM_UNLOCK) != 0) {
    file.shared_locks &= ~wanted;
    file.exclusive_locks &= ~wanted;
    return SQLITE_OK;
  }
  if (result_of(kLock) != OperationResult::Done) return code_of(kLock);
  const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  for (const File* other : open_) {
    if (other == &file || other->memory != file.memory) continue;
    const unsigned in_the_way = other->exclusive_locks | (exclusive ? other->shared_locks : 0U);
    if ((in_the_way & wanted) != 0) return SQLITE_BUSY;
  }
  (exclusive ? file.exclusive_locks : file.shared_locks) |= wanted;
  return SQLITE_OK;
}

int DiskVfs::map_memory(File& file, int region, int size, int extend, void volatile** memory) {
  *memory = nullptr;
  if (result_of(kShareMemory) != OperationResult::Done) return code_of(kShareMemory);
  if (file.memory == nullptr) {
    std::unique_ptr<SharedMemory>& shared = memories_[file.name];
    if (shared == nullptr) shared = std::make_unique<SharedMemory>();
    file.memory = shared.get();
    ++file.memory->users;
  }
  auto& regions = file.memory->regions;
  const auto wanted = static_cast<std::size_t>(region);
  if (wanted >= regions.size() && extend == 0) return SQLITE_OK;
  while (wanted >= regions.size()) {
    regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));  // NOLINT(modernize-avoid-c-arrays)
  }
  *memory = regions[wanted].get();
  return SQLITE_OK;
}

void DiskVfs::unmap_memory(File& file) {
  SharedMemory* memory = std::exchange(file.memory, nullptr);
  file.shared_locks = 0;
  file.exclusive_locks = 0;
  if (memory != nullptr && --memory->users == 0) memories_.erase(file.name);
}

}  // namespace undersigned::faults
