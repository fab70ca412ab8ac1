// How many codes one network has tried for one mailbox today, and got wrong: so that whoever guesses at somebody else's
// code runs out of tries before the mailbox does.
//
// A try counts from when it is admitted until it was right, so that tries sent all at once do not get around it. Kept
// as SipHashes under a random key, which is replaced each UTC day, when all counts begin anew. In memory, of one size
// from the start: where it is full, the smallest of a few counts is forgotten. Safe from any thread; a call takes some
// 100 ns. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "server/crypto/short_hash.h"

namespace undersigned::signing {

class GuessLimiter {
 public:
  GuessLimiter();

  // 0: go on, it is counted. Otherwise the seconds until the day is over: the network has had
  // limits::kWrongGuessesOfNetworkMax.
  std::int64_t admit(std::string_view network, std::string_view mailbox, std::int64_t now_ms);

  // An admitted one was right.
  void succeeded(std::string_view network, std::string_view mailbox, std::int64_t now_ms);

 private:
  struct Entry {
    std::uint64_t name = 0;
    std::uint32_t count = 0;
  };

  // With the lock held.
  void keep_day(std::int64_t now_ms);
  Entry* group_of(std::uint64_t name);
  Entry* find(std::uint64_t name);
  [[nodiscard]] std::uint64_t name_of(std::string_view network, std::string_view mailbox) const;

  std::mutex mutex_;
  crypto::ShortHashKey key_{};
  std::int64_t day_ = 0;
  std::vector<Entry> entries_;  // groups of kGroup; a name is in the group that its hash says
};

}  // namespace undersigned::signing
