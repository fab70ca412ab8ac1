// Whether this server can take signatures now: what a load balancer and an operator's alarm want to know.
//
// look() does the work, on the ticker's thread: a request for the state costs nothing and changes nothing, whoever
// makes it. Where nothing was committed for limits::kProbeAfterMs, or the last write failed, look() writes a row that
// means nothing, so that a disk that is full, gone or silent shows before the next signer finds out, and so does its
// coming back.
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

// Bytes that this process may still write where `folder` is; nothing where the system does not say.
std::optional<std::uint64_t> free_bytes(const std::string& folder);

class ReadinessWatch {
 public:
  using FreeBytes = std::function<std::optional<std::uint64_t>()>;

  // `store` outlives it.
  ReadinessWatch(store::OperationStore& store, FreeBytes free_bytes, base::Clock steady_now_ms);
  ReadinessWatch(const ReadinessWatch&) = delete;
  ReadinessWatch& operator=(const ReadinessWatch&) = delete;

  // Waits for the disk while it probes.
  void look();

  // From now on Stopping, while requests are still answered, so that a balancer sends its next ones elsewhere.
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
