// A map of limited size: a new entry pushes out the one that was asked for longest ago (least recently used).
//
// Not thread-safe.
#pragma once

#include <cstddef>
#include <iterator>
#include <list>
#include <map>
#include <optional>
#include <utility>

namespace undersigned::base {

template <class Key, class Value>
class LruCache {
 public:
  explicit LruCache(std::size_t entries_max) : entries_max_(entries_max) {}

  // Null if it is not there. Good until the next insert().
  Value* find(const Key& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &entries_.front().second;
  }

  // `key` is not there yet. Returns the value that was pushed out, which may take long to destroy.
  std::optional<Value> insert(Key key, Value value) {
    entries_.emplace_front(key, std::move(value));
    by_key_.emplace(std::move(key), entries_.begin());
    if (entries_.size() <= entries_max_) return std::nullopt;
    std::optional<Value> dropped(std::move(entries_.back().second));
    by_key_.erase(entries_.back().first);
    entries_.pop_back();
    return dropped;
  }

 private:
  using Entries = std::list<std::pair<const Key, Value>>;

  const std::size_t entries_max_;
  Entries entries_;  // the most recently asked for first
  std::map<Key, typename Entries::iterator> by_key_;
};

}  // namespace undersigned::base
