// In what order mails go out while they have to wait: start-time fair queuing (Goyal, Vin and Cheng 1996) by network,
// then by campaign. Whoever makes very many mails waits behind themselves and not in front of others; a campaign that
// very many sign leaves room for mails of the others.
//
// The number of a mail is a time, now at the earliest: it sorts mails and makes none wait while there is nothing before
// it. Networks and campaigns are kept as SipHashes under a random key, which is replaced each UTC day. In memory, of
// one size from the start: where it is full, what has the least to wait for is forgotten. Safe from any thread; a call
// takes some 200 ns. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

#include "server/crypto/short_hash.h"

namespace undersigned::signing {

class MailOrder {
 public:
  MailOrder();

  // At least now_ms, at most limits::kMailOrderAheadMsMax later. `network` and `campaign` may be any text.
  std::int64_t next(std::string_view network, std::string_view campaign, std::int64_t now_ms);

 private:
  enum class Level : char { Network, Campaign };
  struct Entry {
    std::uint64_t name = 0;
    std::int64_t next_ms = 0;  // of its next mail
  };

  // With the lock held.
  void keep_day(std::int64_t now_ms);
  Entry& entry_of(Level level, std::string_view name);

  std::mutex mutex_;
  crypto::ShortHashKey key_{};
  std::int64_t day_ = 0;
  std::vector<Entry> entries_;  // groups of kGroup; a name is in the group that its hash says
};

}  // namespace undersigned::signing
