// Ready slots of documents that come in more variants than can all be kept: those asked for most recently stay.
//
// Thread-safe. A slot that was given out lives on with whoever holds it.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "server/ready/ready_bytes.h"

namespace undersigned::ready {

class SlotCache {
 public:
  explicit SlotCache(std::size_t slots_max) : slots_max_(slots_max) {}

  // The slot of `variant` of what is made from `owner`; another owner has other slots, though the variant be the same.
  // The cache keeps the owner as long as the slot.
  std::shared_ptr<ReadySlot> slot(std::shared_ptr<const void> owner, std::string variant);

 private:
  using Key = std::pair<const void*, std::string>;
  struct Kept {
    Key key;
    std::shared_ptr<const void> owner;
    std::shared_ptr<ReadySlot> slot;
  };

  const std::size_t slots_max_;
  std::mutex mutex_;
  std::list<Kept> kept_;  // the most recently asked for first
  std::map<Key, std::list<Kept>::iterator> by_key_;
};

}  // namespace undersigned::ready
