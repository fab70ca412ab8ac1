#include "server/ops/readiness.h"

#include <sys/statvfs.h>

#include <algorithm>
#include <utility>

#include "server/limits.h"

namespace undersigned::ops {

std::string_view readiness_name(Readiness readiness) {
  switch (readiness) {
    case Readiness::Ready:
      return "ready";
    case Readiness::Stopping:
      return "stopping";
    case Readiness::StorageFails:
      return "storage_fails";
    case Readiness::StorageSilent:
      return "storage_silent";
    case Readiness::DiskNearlyFull:
      return "disk_nearly_full";
    case Readiness::QueueFull:
      return "queue_full";
  }
  return "unknown";
}

std::optional<std::uint64_t> free_bytes(const std::string& folder) {
  struct statvfs info {};
  if (statvfs(folder.c_str(), &info) != 0) return std::nullopt;
  return std::uint64_t{info.f_bavail} * info.f_frsize;
}

ReadinessWatch::ReadinessWatch(store::OperationStore& store, FreeBytes free_bytes, base::Clock steady_now_ms)
    : store_(store),
      free_bytes_(std::move(free_bytes)),
      steady_now_ms_(std::move(steady_now_ms)),
      begun_ms_(steady_now_ms_()) {}

void ReadinessWatch::look() {
  const std::optional<std::uint64_t> bytes = free_bytes_();
  disk_nearly_full_ = bytes && *bytes < limits::kDiskFreeBytesMin;
  const store::StoreStats stats = store_.stats();
  const bool quiet = steady_now_ms_() - stats.last_commit_ms >= limits::kProbeAfterMs;
  // The result shows in the store's statistics.
  if (quiet || stats.failing || stats.last_commit_ms == 0) static_cast<void>(store_.probe());
}

Readiness ReadinessWatch::state() const {
  if (stopping_) return Readiness::Stopping;
  const store::StoreStats stats = store_.stats();
  if (stats.failing) return Readiness::StorageFails;
  const std::int64_t last_ms = std::max(stats.last_commit_ms, begun_ms_);
  if (steady_now_ms_() - last_ms >= limits::kStorageSilentMs) return Readiness::StorageSilent;
  if (disk_nearly_full_) return Readiness::DiskNearlyFull;
  if (stats.queue_depth >= limits::kWriteQueueReadyMax) return Readiness::QueueFull;
  return Readiness::Ready;
}

}  // namespace undersigned::ops
