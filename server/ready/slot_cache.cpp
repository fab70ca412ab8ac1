#include "server/ready/slot_cache.h"

#include <iterator>

namespace undersigned::ready {

std::shared_ptr<ReadySlot> SlotCache::slot(std::shared_ptr<const void> owner, std::string variant) {
  Key key{owner.get(), std::move(variant)};
  std::list<Kept> dropped;  // destroyed after the lock is gone
  const std::lock_guard lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    kept_.splice(kept_.begin(), kept_, found->second);
    return kept_.front().slot;
  }
  kept_.push_front({key, std::move(owner), std::make_shared<ReadySlot>()});
  by_key_.emplace(std::move(key), kept_.begin());
  if (kept_.size() > slots_max_) {
    by_key_.erase(kept_.back().key);
    dropped.splice(dropped.begin(), kept_, std::prev(kept_.end()));
  }
  return kept_.front().slot;
}

}  // namespace undersigned::ready
