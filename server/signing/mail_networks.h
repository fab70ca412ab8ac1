// Which networks had a mail sent to a mailbox today, so that the first one of each does not have to wait for what
// another has asked for (server/store/sqlite/mail_slots.h).
//
// Kept as SipHashes under a random key, which is replaced each UTC day, when all is forgotten. In memory, of one size
// from the start: where it is full, the oldest of a few is forgotten. Safe from any thread; a call takes some 100 ns.
// Times are UTC milliseconds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "server/crypto/short_hash.h"

namespace undersigned::signing {

class MailNetworks {
 public:
  MailNetworks();

  // True the first time today.
  bool asks_first(std::string_view network, std::string_view mailbox, std::int64_t now_ms);

 private:
  // With the lock held.
  void keep_day(std::int64_t now_ms);

  std::mutex mutex_;
  crypto::ShortHashKey key_{};
  std::int64_t day_ = 0;
  std::vector<std::uint64_t> names_;  // groups; a name is in the group that its hash says, the newest first
};

}  // namespace undersigned::signing
