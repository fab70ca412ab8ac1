// How often something has come from one address, or one network, in the last ten minutes or so.
//
// A count falls to 1/e in limits::kRateWindowMs: so many at once are that many, and a steady stream counts as much as
// comes in that time. Names (addresses among them) are kept as SipHashes under a random key only, which is replaced
// each UTC day, when all counts begin anew: nothing here can be turned back into an address, or compared with
// yesterday's. In memory, of one size from the start: where it is full, the smallest of a few counts is forgotten, so a
// flood of new names cannot wash out those who come often. Safe from any thread; a call takes some 100 ns.
#pragma once

#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

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

  // `name` is an address's or a network's key, or a campaign's slug: at most limits::kRateNameBytesMax are looked at.
  double count(Counted what, std::string_view name, std::int64_t now_ms);
  void add(Counted what, std::string_view name, std::int64_t now_ms);

 private:
  struct Entry {
    std::uint64_t name = 0;
    std::int64_t last_ms = 0;
    double count = 0;
  };

  // With the lock held.
  void keep_day(std::int64_t now_ms);
  Entry* find(std::uint64_t name);
  [[nodiscard]] std::uint64_t name_of(Counted what, std::string_view name) const;

  std::mutex mutex_;
  crypto::ShortHashKey key_{};
  std::int64_t day_ = 0;
  std::vector<Entry> entries_;  // groups of kGroup; a name is in the group that its hash says
};

}  // namespace undersigned::signing
