// An LRU cache of documents with many variants. A Slot makes and keeps the document of one variant, for example a
// CacheSlot.
//
// Thread-safe. A slot in use outlives its removal from the cache.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "server/base/lru_cache.h"
#include "server/base/mutex.h"

namespace undersigned::campaigns {

template <class Slot>
class RecentCache {
 public:
  explicit RecentCache(std::size_t slots_max) : slots_(slots_max) {}

  // The slot for `variant` of a document made from `owner`. Each owner has its own slots. The cache keeps the owner as
  // long as the slot.
  std::shared_ptr<Slot> slot(std::shared_ptr<const void> owner, std::string variant) {
    Key key{owner.get(), std::move(variant)};
    std::optional<Kept> dropped;  // destroyed when the lock is gone
    const base::MutexLock lock(mutex_);
    if (const Kept* kept = slots_.find(key)) return kept->slot;
    Kept made{std::move(owner), std::make_shared<Slot>()};
    std::shared_ptr<Slot> slot = made.slot;
    dropped = slots_.insert(std::move(key), std::move(made));
    return slot;
  }

 private:
  using Key = std::pair<const void*, std::string>;
  struct Kept {
    std::shared_ptr<const void> owner;
    std::shared_ptr<Slot> slot;
  };

  base::Mutex mutex_;
  base::LruCache<Key, Kept> slots_ GUARDED_BY(mutex_);
};

}  // namespace undersigned::campaigns
