// Public counts of a campaign's signatures by partner. Within one step of the public counts (live_count.h) everybody
// gets the same numbers.
//
// They are read from the store at most once in a step. If somebody has signed in this step before the read, the numbers
// are shown from the next step on, and earlier ones until then. Thread-safe.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "server/base/mutex.h"
#include "server/campaigns/live_count.h"
#include "server/limits.h"
#include "server/store/reading_store.h"

namespace undersigned::campaigns {

class PartnerCounts {
 public:
  // 0 for a partner without signatures. `now_ms` is in milliseconds since 1970. Errors are the store's.
  Result<std::uint64_t> of(std::string_view partner, store::ReadingStore& store, std::string_view campaign,
                           const LiveCount& count, std::int64_t now_ms) {
    const base::MutexLock lock(mutex_);
    const std::int64_t step = now_ms / limits::kPublicCountStepMs;
    if (step != step_) {
      const bool quiet_before = !count.changed_in_step(now_ms);
      Result<Counts> read = store.confirmed_by_partner(std::string(campaign));
      if (!read) return read.error();
      const bool quiet = quiet_before && !count.changed_in_step(now_ms);
      shown_ = quiet || !read_ ? read.value() : std::move(read_).value();
      read_ = std::move(read).value();
      step_ = step;
    }
    const auto found =
        std::find_if(shown_.begin(), shown_.end(), [&](const auto& each) { return each.partner == partner; });
    if (found == shown_.end()) return std::uint64_t{0};
    // The first read may hold signatures of this step, so a partner's count could exceed the public total.
    return std::min(found->confirmed, count.read_public(now_ms).counts.confirmed);
  }

 private:
  using Counts = std::vector<store::PartnerCount>;

  base::Mutex mutex_;
  std::int64_t step_ GUARDED_BY(mutex_) = -1;
  Counts shown_ GUARDED_BY(mutex_);
  std::optional<Counts> read_ GUARDED_BY(mutex_);
};

}  // namespace undersigned::campaigns
