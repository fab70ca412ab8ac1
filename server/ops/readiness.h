// Whether this server can store signatures now, for load balancers and alarms.
//
// look() does the work, on the ticker's thread, so asking for the state costs nothing and changes nothing. If nothing
// was committed for limits::kProbeAfterMs, or the last write failed, look() writes a row without meaning. So a full,
// missing or hanging disk is noticed before the next signer, and so is its recovery.
//
// state() and begin_stop() from any thread, look() from one.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "server/base/clock.h"
#include "server/store/operation_store.h"

namespace undersigned::ops {

enum class Readiness : std::uint8_t { Ready, Stopping, StorageFails, StorageSilent, DiskNearlyFull, QueueFull };

// "stopping", "storage_fails": stable, for machines; "ready" for Ready.
std::string_view readiness_name(Readiness readiness);

// Bytes that this process may still write in `folder`; nothing if the system does not say.
std::optional<std::uint64_t> free_bytes(const std::string& folder);

class ReadinessWatch {
 public:
  using FreeBytes = std::function<std::optional<std::uint64_t>()>;

  // `store` must outlive it.
  ReadinessWatch(store::OperationStore& store, FreeBytes free_bytes, base::Clock steady_now_ms);
  ReadinessWatch(const ReadinessWatch&) = delete;
  ReadinessWatch& operator=(const ReadinessWatch&) = delete;

  // Waits for the disk if it writes.
  void look();

  // From now on Stopping, while requests are still answered, so that a load balancer sends new ones elsewhere.
  void begin_stop() { stopping_ = true; }

  [[nodiscard]] Readiness state() const;

 private:
  store::OperationStore& store_;
  const FreeBytes free_bytes_;
  const base::Clock steady_now_ms_;
  const std::int64_t begun_ms_;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> disk_nearly_full_{false};
};

}  // namespace undersigned::ops
