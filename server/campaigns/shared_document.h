// A document made once for everybody who gets the same one, for example the thank-you view with its count.
//
// Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/base/mutex.h"

namespace undersigned::campaigns {

class SharedDocument {
 public:
  // The document for `generation`. `build` runs on the caller's thread while others wait. A document that never changes
  // always has the same generation.
  std::shared_ptr<const std::string> get(std::uint64_t generation, const std::function<std::string()>& build) {
    const base::MutexLock lock(mutex_);
    if (document_ == nullptr || generation_ != generation) {
      document_ = std::make_shared<const std::string>(build());
      generation_ = generation;
    }
    return document_;
  }

 private:
  base::Mutex mutex_;
  std::uint64_t generation_ GUARDED_BY(mutex_) = 0;
  std::shared_ptr<const std::string> document_;
};

}  // namespace undersigned::campaigns
