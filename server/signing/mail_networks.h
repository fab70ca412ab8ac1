// How often each network has asked today for a mail to a mailbox, so that who asks seldom need not wait for those who
// ask often (server/store/sqlite/mail_slots.h).
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

class MailNetworks {
 public:
  MailNetworks();

  // How often it was called today before, up to 254.
  int asked_before(std::string_view network, std::string_view mailbox, std::int64_t now_ms);

 private:
  // Starts a new key each day.
  void keep_day(std::int64_t now_ms) REQUIRES(mutex_);

  base::Mutex mutex_;
  crypto::ShortHashKey key_ GUARDED_BY(mutex_){};
  std::int64_t day_ GUARDED_BY(mutex_) = 0;
  std::vector<std::uint64_t> entries_ GUARDED_BY(mutex_);  // groups; the hash of a name chooses its group; newest first
};

}  // namespace undersigned::signing
