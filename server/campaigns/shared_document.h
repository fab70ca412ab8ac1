// A document that is made once for everybody who is told the same, as the thanks with their count are.
//
// Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace undersigned::campaigns {

class SharedDocument {
 public:
  // The document for `generation`; `build` runs on the caller's thread, with the others waiting. For what never
  // changes, always the same number.
  std::shared_ptr<const std::string> get(std::uint64_t generation, const std::function<std::string()>& build) {
    const std::lock_guard lock(mutex_);
    if (document_ == nullptr || generation_ != generation) {
      document_ = std::make_shared<const std::string>(build());
      generation_ = generation;
    }
    return document_;
  }

 private:
  std::mutex mutex_;
  std::uint64_t generation_ = 0;
  std::shared_ptr<const std::string> document_;
};

}  // namespace undersigned::campaigns
