#include "tests/server/store/fault_vfs.h"

#include <sqlite3.h>

#include <atomic>
#include <limits>

namespace undersigned::store::testing {
namespace {

constexpr int kNever = std::numeric_limits<int>::max();

std::atomic<int> operations_left = kNever;
std::atomic<bool> failed = false;
std::atomic<bool> failed_in_database = false;

struct FaultFile {
  sqlite3_file base;
  sqlite3_file* real;  // is in memory after this struct
  bool is_database;
};

bool fails_now(sqlite3_file* file) {
  if (operations_left == kNever) return false;
  if (--operations_left > 0) return false;
  operations_left = 1;
  failed = true;
  if (reinterpret_cast<FaultFile*>(file)->is_database) failed_in_database = true;
  return true;
}

sqlite3_file* real_of(sqlite3_file* file) {
  return reinterpret_cast<FaultFile*>(file)->real;
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  sqlite3_file* real = real_of(file);
  if (!fails_now(file)) return real->pMethods->xWrite(real, bytes, size, offset);
  real->pMethods->xWrite(real, bytes, size / 2, offset);
  return SQLITE_IOERR_WRITE;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  if (fails_now(file)) return SQLITE_IOERR_TRUNCATE;
  return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

int sync_file(sqlite3_file* file, int flags) {
  if (fails_now(file)) return SQLITE_IOERR_FSYNC;
  return real_of(file)->pMethods->xSync(real_of(file), flags);
}

const sqlite3_io_methods& fault_methods() {
  static const sqlite3_io_methods methods = [] {
    sqlite3_io_methods made{};
    made.iVersion = 2;
    made.xClose = [](sqlite3_file* file) { return real_of(file)->pMethods->xClose(real_of(file)); };
    made.xRead = [](sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
      return real_of(file)->pMethods->xRead(real_of(file), bytes, size, offset);
    };
    made.xWrite = write_file;
    made.xTruncate = truncate_file;
    made.xSync = sync_file;
    made.xFileSize = [](sqlite3_file* file, sqlite3_int64* size) {
      return real_of(file)->pMethods->xFileSize(real_of(file), size);
    };
    made.xLock = [](sqlite3_file* file, int lock) { return real_of(file)->pMethods->xLock(real_of(file), lock); };
    made.xUnlock = [](sqlite3_file* file, int lock) { return real_of(file)->pMethods->xUnlock(real_of(file), lock); };
    made.xCheckReservedLock = [](sqlite3_file* file, int* reserved) {
      return real_of(file)->pMethods->xCheckReservedLock(real_of(file), reserved);
    };
    made.xFileControl = [](sqlite3_file* file, int operation, void* argument) {
      return real_of(file)->pMethods->xFileControl(real_of(file), operation, argument);
    };
    made.xSectorSize = [](sqlite3_file* file) { return real_of(file)->pMethods->xSectorSize(real_of(file)); };
    made.xDeviceCharacteristics = [](sqlite3_file* file) {
      return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
    };
    made.xShmMap = [](sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
      return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, memory);
    };
    made.xShmLock = [](sqlite3_file* file, int offset, int count, int flags) {
      return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
    };
    made.xShmBarrier = [](sqlite3_file* file) { real_of(file)->pMethods->xShmBarrier(real_of(file)); };
    made.xShmUnmap = [](sqlite3_file* file, int remove) {
      return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
    };
    return made;
  }();
  return methods;
}

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flags_out) {
  auto* usual = static_cast<sqlite3_vfs*>(vfs->pAppData);
  auto* fault_file = reinterpret_cast<FaultFile*>(file);
  fault_file->real = reinterpret_cast<sqlite3_file*>(fault_file + 1);
  fault_file->is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  const int code = usual->xOpen(usual, name, fault_file->real, flags, flags_out);
  fault_file->base.pMethods = fault_file->real->pMethods == nullptr ? nullptr : &fault_methods();
  return code;
}

}  // namespace

const char* fault_vfs() {
  static sqlite3_vfs vfs = [] {
    sqlite3_initialize();
    sqlite3_vfs* usual = sqlite3_vfs_find(nullptr);
    sqlite3_vfs made = *usual;
    made.zName = "fault";
    made.pNext = nullptr;
    made.pAppData = usual;
    made.szOsFile = usual->szOsFile + static_cast<int>(sizeof(FaultFile));
    made.xOpen = open_file;
    return made;
  }();
  static const int registered = sqlite3_vfs_register(&vfs, 0);
  return registered == SQLITE_OK ? vfs.zName : nullptr;
}

void fail_from(int nth_operation) {
  failed = false;
  failed_in_database = false;
  operations_left = nth_operation;
}

void repair_disk() {
  operations_left = kNever;
}

bool disk_has_failed() {
  return failed;
}

bool database_has_failed() {
  return failed_in_database;
}

}  // namespace undersigned::store::testing
