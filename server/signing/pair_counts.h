// How often each pair of names was counted today: a network and the mailbox it asks for mails to, so that who asks seldom
// need not wait for those who ask often (server/store/sqlite/mail_slots.h); a signer and the request's key, so that a
// repeated request gets no second mail.
//
// Stored as SipHashes under a random key that changes each UTC day, when everything is forgotten. Fixed size in memory:
// when a group of entries is full, its oldest is dropped. Safe from any thread; a call takes about 100 ns. Times are
// UTC milliseconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "server/base/mutex.h"
#include "server/crypto/short_hash.h"

namespace undersigned::signing {

class PairCounts {
 public:
  PairCounts();

  // Counts the pair. Returns how often it was counted today before, up to 254.
  int count(std::string_view first, std::string_view second, std::int64_t now_ms);

  // Whether the pair was counted today.
  bool has(std::string_view first, std::string_view second, std::int64_t now_ms);

  // As if the pair had not been counted.
  void forget(std::string_view first, std::string_view second);

 private:
  // Starts a new key each day.
  void keep_day(std::int64_t now_ms) REQUIRES(mutex_);
  [[nodiscard]] std::uint64_t hash_of(std::string_view first, std::string_view second) const REQUIRES(mutex_);

  base::Mutex mutex_;
  crypto::ShortHashKey key_ GUARDED_BY(mutex_){};
  std::int64_t day_ GUARDED_BY(mutex_) = 0;
  std::vector<std::uint64_t> entries_ GUARDED_BY(mutex_);  // groups; the hash of a name chooses its group; newest first
};

}  // namespace undersigned::signing
