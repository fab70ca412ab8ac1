// An LRU cache of documents with many variants. A Slot makes and keeps the document of one variant, for example a
// CacheSlot.
//
// Thread-safe. A slot in use outlives its removal from the cache.
#pragma once

#include <cstddef>
#include <iterator>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace undersigned::campaigns {

template <class Slot>
class RecentCache {
 public:
  explicit RecentCache(std::size_t slots_max) : slots_max_(slots_max) {}

  // The slot for `variant` of a document made from `owner`. Each owner has its own slots. The cache keeps the owner as
  // long as the slot.
  std::shared_ptr<Slot> slot(std::shared_ptr<const void> owner, std::string variant) {
    Key key{owner.get(), std::move(variant)};
    std::list<Kept> dropped;  // destroyed after the lock is released
    const std::lock_guard lock(mutex_);
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
      kept_.splice(kept_.begin(), kept_, found->second);
      return kept_.front().slot;
    }
    kept_.push_front({key, std::move(owner), std::make_shared<Slot>()});
    by_key_.emplace(std::move(key), kept_.begin());
    if (kept_.size() > slots_max_) {
      by_key_.erase(kept_.back().key);
      dropped.splice(dropped.begin(), kept_, std::prev(kept_.end()));
    }
    return kept_.front().slot;
  }

 private:
  using Key = std::pair<const void*, std::string>;
  struct Kept {
    Key key;
    std::shared_ptr<const void> owner;
    std::shared_ptr<Slot> slot;
  };

  const std::size_t slots_max_;
  std::mutex mutex_;
  std::list<Kept> kept_;  // most recently used first
  std::map<Key, typename std::list<Kept>::iterator> by_key_;
};

}  // namespace undersigned::campaigns
