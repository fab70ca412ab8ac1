// A document that depends on a count and nothing else that changes: the thanks after a signature. Everyone whose
// signature was committed in one group is told the same count, so the group's thanks are made once.
//
// Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace undersigned::ready {

class CountedDocument {
 public:
  // The document for `count`; `build` runs on the caller's thread, with the others waiting.
  std::shared_ptr<const std::string> get(std::uint64_t count, const std::function<std::string()>& build) {
    const std::lock_guard lock(mutex_);
    if (document_ == nullptr || count_ != count) {
      document_ = std::make_shared<const std::string>(build());
      count_ = count;
    }
    return document_;
  }

 private:
  std::mutex mutex_;
  std::uint64_t count_ = 0;
  std::shared_ptr<const std::string> document_;
};

}  // namespace undersigned::ready
