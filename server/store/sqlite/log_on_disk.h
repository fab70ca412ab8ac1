// Before the write-ahead log is recovered from, it is read from the disk, not from the operating system's cache.
//
// After a sync that failed the cache may hold pages that no later sync writes (Rebello et al., Can Applications Recover
// from fsync Failures?, USENIX ATC 2020): of commits that were answered with 503. A server that starts again would take
// them for written, carry them over into the database, and a power cut in the middle of that would leave half of each.
//
// Safe from any thread.
#pragma once

#include <functional>
#include <string>

namespace undersigned::store::sqlite {

// Syncs a file and drops it from the cache. False if the sync failed. A file that does not exist is not a failure.
using ForgetCache = std::function<bool(const std::string& path)>;

// By fsync and posix_fadvise(POSIX_FADV_DONTNEED).
bool sync_and_forget(const std::string& path);

}  // namespace undersigned::store::sqlite
