// The response cache: a document made once for everybody, in each content coding, with its entity tag.
//
// A slot makes a new body when it is asked for and its data has changed: in one thread at a time, and so rarely that
// this takes at most a twentieth of the time. While many people sign, most readers get a body that is some milliseconds
// old, never more than a second. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/base/mutex.h"
#include "server/campaigns/compress.h"
#include "shared/result.h"

namespace undersigned::campaigns {

inline constexpr std::chrono::milliseconds kCachedBodyAgeMax{1'000};
inline constexpr int kRestPerBuild = 20;

// The state of the data a document was made from. Any change makes the document out of date.
struct Revision {
  std::uint64_t generation = 0;
  std::int64_t day = 0;  // days since 1970, UTC: campaigns open and close at midnight

  friend bool operator==(const Revision& a, const Revision& b) {
    return a.generation == b.generation && a.day == b.day;
  }
};

struct CachedBody {
  std::shared_ptr<const std::string> identity;
  std::shared_ptr<const std::string> brotli;  // null if compression is not worth it
  std::shared_ptr<const std::string> gzip;
  Revision revision;  // that it shows; of a slot's body
  std::string etag;   // strong and quoted, of the identity; codings add "-br" and "-gz" within the quotes
};

CachedBody make_cached_body(std::string document, Effort effort = Effort::Quick);

// Recent: may be as old as described above. Exact: shows at least the given revision, at any cost.
enum class Freshness : std::uint8_t { Recent, Exact };

class CacheSlot {
 public:
  using Build = std::function<Result<std::string>()>;

  // `build` may run on the caller's thread. If it fails, returns the older body, or its error if there is none.
  Result<std::shared_ptr<const CachedBody>> get(Revision revision, Freshness freshness, const Build& build,
                                                Effort effort = Effort::Quick);

 private:
  using Time = std::chrono::steady_clock::time_point;

  // The cached body if it is fresh enough. Call without holding mutex_.
  std::shared_ptr<const CachedBody> current(Revision revision, Freshness freshness) const;

  mutable base::Mutex mutex_;  // guards the members below
  base::Mutex build_mutex_;    // held while building; locked before mutex_
  std::shared_ptr<const CachedBody> bytes_;
  Revision revision_ GUARDED_BY(mutex_);
  Time old_at_ GUARDED_BY(mutex_){};  // until then readers of Recent get this body
};

}  // namespace undersigned::campaigns
