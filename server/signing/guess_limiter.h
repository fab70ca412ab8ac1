// Limits how many wrong codes one network may try for one mailbox in a day, so that somebody who guesses at another
// person's code runs out of attempts before the mailbox does (limits::kWrongCodesPerMailboxMax). `mailbox` is
// Guard::counted_guess(): a mailbox has three such counts.
//
// An attempt counts from when it is admitted until it turns out right, so sending many at once does not help. Stored as
// SipHashes under a random key that changes each UTC day, when all counts restart. Fixed size in memory: when a group
// of entries is full, its smallest count is dropped. Safe from any thread; a call takes about 100 ns. Times are UTC
// milliseconds.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "server/base/mutex.h"
#include "server/crypto/short_hash.h"

namespace undersigned::signing {

class GuessLimiter {
 public:
  GuessLimiter();

  // 0: allowed, and counted. Otherwise the seconds until the end of the day: the network has used up
  // limits::kWrongGuessesOfNetworkMax.
  std::int64_t admit(std::string_view network, std::string_view mailbox, std::int64_t now_ms);

  // An admitted attempt was right: it no longer counts.
  void succeeded(std::string_view network, std::string_view mailbox, std::int64_t now_ms);

 private:
  struct Entry {
    std::uint64_t name = 0;
    std::uint32_t count = 0;
  };

  // Starts a new key each day.
  void keep_day(std::int64_t now_ms) REQUIRES(mutex_);
  Entry* group_of(std::uint64_t name) REQUIRES(mutex_);
  Entry* find(std::uint64_t name) REQUIRES(mutex_);
  [[nodiscard]] std::uint64_t name_of(std::string_view network, std::string_view mailbox) const REQUIRES(mutex_);

  base::Mutex mutex_;
  crypto::ShortHashKey key_ GUARDED_BY(mutex_){};
  std::int64_t day_ GUARDED_BY(mutex_) = 0;
  std::vector<Entry> entries_ GUARDED_BY(mutex_);  // groups of kGroup; the hash of a name chooses its group
};

}  // namespace undersigned::signing
