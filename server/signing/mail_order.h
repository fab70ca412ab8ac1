// The order in which waiting mails are sent: start-time fair queuing (Goyal, Vin and Cheng 1996) by campaign, and within
// a campaign by network. The first mail of a network precedes the second of others, however many wait. A campaign that
// very many sign leaves room for mails of the others.
//
// A mail's number only sorts: a mail with nothing before it goes at once. As in the paper, a network or campaign without
// waiting mails begins at the number of the mail that is being sent, not at the clock's time: else everybody who
// arrives would sort behind a backlog. Numbers are UTC milliseconds while nothing waits, and run slower than the
// clock in a backlog. Networks and campaigns are stored as SipHashes under a random key that changes each UTC day. Fixed
// size in memory: when a group of entries is full, the one with the earliest number is dropped. Safe from any thread; a
// call takes about 300 ns.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "server/base/mutex.h"
#include "server/crypto/short_hash.h"

namespace undersigned::signing {

class MailOrder {
 public:
  MailOrder();

  // From `served_ms`, the number of the mail that is being sent, or the time if none waits (mail::Outbox::served_ms()),
  // to limits::kMailOrderAheadMsMax later. `network` and `campaign` may be any text.
  std::int64_t next(std::string_view network, std::string_view campaign, std::int64_t now_ms, std::int64_t served_ms);

 private:
  enum class Level : char { Network, Campaign };
  struct Entry {
    std::uint64_t name = 0;
    std::int64_t next_ms = 0;  // of its next mail
  };

  // Starts a new key each day.
  void keep_day(std::int64_t now_ms) REQUIRES(mutex_);
  Entry& entry_of(Level level, std::string_view name) REQUIRES(mutex_);

  base::Mutex mutex_;
  crypto::ShortHashKey key_ GUARDED_BY(mutex_){};
  std::int64_t day_ GUARDED_BY(mutex_) = 0;
  std::vector<Entry> entries_ GUARDED_BY(mutex_);  // groups of kGroup; the hash of a name chooses its group
};

}  // namespace undersigned::signing
