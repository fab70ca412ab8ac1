// A document that is made once for everyone whose signature was committed in one group, as the thanks with their count
// are. Made for every group, though the count be the same as before: otherwise somebody new, who raises it, would wait
// longer than somebody who has signed already.
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

class GroupDocument {
 public:
  // The document for `group` (store::Signed::group); `build` runs on the caller's thread, with the others waiting. For
  // what no group changes, always the same number.
  std::shared_ptr<const std::string> get(std::uint64_t group, const std::function<std::string()>& build) {
    const std::lock_guard lock(mutex_);
    if (document_ == nullptr || group_ != group) {
      document_ = std::make_shared<const std::string>(build());
      group_ = group;
    }
    return document_;
  }

 private:
  std::mutex mutex_;
  std::uint64_t group_ = 0;
  std::shared_ptr<const std::string> document_;
};

}  // namespace undersigned::ready
