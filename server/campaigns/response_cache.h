// Bytes that are ready to send: a document made once for everybody, in each content coding, with its entity tag.
//
// A slot makes its bytes anew when they are asked for and what they show has changed, in one thread at a time and so
// seldom that making takes at most a twentieth of the time: in a crowd of signers most readers get bytes that are some
// milliseconds old, never more than a second. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "shared/result.h"

namespace undersigned::campaigns {

inline constexpr std::chrono::milliseconds kCachedBodyAgeMax{1'000};
inline constexpr int kRestPerBuild = 20;

struct CachedBody {
  std::shared_ptr<const std::string> identity;
  std::shared_ptr<const std::string> brotli;  // null where the coding is not worth it
  std::shared_ptr<const std::string> gzip;
  std::string etag;  // strong and quoted, of the identity; codings add "-br" and "-gz" within the quotes
};

CachedBody make_cached_body(std::string document);

// What a document was made from; any change makes it old.
struct Revision {
  std::uint64_t generation = 0;
  std::int64_t day = 0;  // days since 1970, UTC: a campaign opens and closes at midnight

  friend bool operator==(const Revision& a, const Revision& b) {
    return a.generation == b.generation && a.day == b.day;
  }
};

// Recent: may be as old as said above. Exact: shows at least the revision asked for, whatever it costs.
enum class Freshness : std::uint8_t { Recent, Exact };

class CacheSlot {
 public:
  using Build = std::function<Result<std::string>()>;

  // `build` may run on the caller's thread. A failed build gives the older bytes if there are any, else its error.
  Result<std::shared_ptr<const CachedBody>> get(Revision revision, Freshness freshness, const Build& build);

 private:
  using Time = std::chrono::steady_clock::time_point;

  // The bytes, if they will do; with mutex_ not held.
  std::shared_ptr<const CachedBody> current(Revision revision, Freshness freshness) const;

  mutable std::mutex mutex_;  // guards what follows
  std::mutex build_mutex_;    // held while building; taken before mutex_
  std::shared_ptr<const CachedBody> bytes_;
  Revision revision_;
  Time old_at_{};  // until then readers of Recent bytes get these
};

}  // namespace undersigned::campaigns
