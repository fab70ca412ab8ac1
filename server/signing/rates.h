// How often something has happened from one address or network in the last ten minutes or so.
//
// A count decays exponentially, to 1/e in limits::kRateWindowMs. A burst counts in full; a steady stream counts as much
// as arrives in that time. Names, addresses among them, are stored only as SipHashes under a random key that changes
// each UTC day, when all counts restart. So nothing can be turned back into an address or compared with yesterday's.
// Fixed size in memory: when a group of entries is full, its smallest count is dropped, so a flood of new names does
// not push out frequent ones. Safe from any thread; a call takes about 100 ns.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "server/base/mutex.h"
#include "server/crypto/short_hash.h"

namespace undersigned::signing {

enum class Counted : std::uint8_t {
  Signatures,  // free ones and solved ones
  Unsolved,    // from pages without scripts, beyond the free ones
  CampaignMails,
  ServerMails,
  ConfirmByCode,
  ConfirmByLink,
  MailAgain,
  MyCode,
  OpenMy,
  ChallengeAsked
};

class Rates {
 public:
  Rates();

  // `name` is the key of an address or network, or a campaign's slug. Only the first limits::kRateNameBytesMax bytes
  // count.
  double count(Counted what, std::string_view name, std::int64_t now_ms);
  void add(Counted what, std::string_view name, std::int64_t now_ms);

 private:
  struct Entry {
    std::uint64_t name = 0;
    std::int64_t last_ms = 0;
    double count = 0;
  };

  // Starts a new key each day.
  void keep_day(std::int64_t now_ms) REQUIRES(mutex_);
  Entry* find(std::uint64_t name) REQUIRES(mutex_);
  [[nodiscard]] std::uint64_t name_of(Counted what, std::string_view name) const REQUIRES(mutex_);

  base::Mutex mutex_;
  crypto::ShortHashKey key_ GUARDED_BY(mutex_){};
  std::int64_t day_ GUARDED_BY(mutex_) = 0;
  std::vector<Entry> entries_ GUARDED_BY(mutex_);  // groups of kGroup; the hash of a name chooses its group
};

}  // namespace undersigned::signing
