// Proofs of work to hand out and take back (shared/challenge/challenge.h says what solving one is).
//
// A token names its own expiry and bits, and carries a MAC over them, the campaign and the client's network under a
// random key of this process: nothing is kept of one that was handed out, and it is of no use to another network. After
// a restart a client gets a new one. A solved one is taken once: limits::kUsedChallengesMax are remembered until they
// expire; if more are solved in that time, the earliest could be taken again by those who solved that many. Safe from
// any thread. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

#include "server/crypto/secret.h"

namespace undersigned::signing {

struct ChallengeFor {
  std::string_view campaign;
  std::string_view network;  // Origin::network: a phone that moves within its provider's network keeps it
};

class Challenges {
 public:
  Challenges();

  // Good for limits::kChallengeMs. 56 characters of URL-safe base64: version, bits, expiry, 128 random bits, MAC.
  [[nodiscard]] std::string issue(const ChallengeFor& whose, int bits, std::int64_t now_ms) const;

  // Whether it was issued for `whose` with at least `bits_min`, is solved, not expired and not taken before; then it is
  // taken now. Anything else, whatever it holds, is false.
  bool redeem(const ChallengeFor& whose, int bits_min, std::string_view token, std::string_view solution,
              std::int64_t now_ms);

 private:
  [[nodiscard]] std::string mac(std::string_view head, const ChallengeFor& whose) const;
  bool take(std::uint64_t number, std::int64_t now_ms);

  crypto::Key key_{};
  std::mutex mutex_;
  // Of this stretch of limits::kChallengeMs and of the one before.
  std::unordered_set<std::uint64_t> used_;
  std::unordered_set<std::uint64_t> used_before_;
  std::int64_t stretch_began_ms_ = 0;
};

}  // namespace undersigned::signing
