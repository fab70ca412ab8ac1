// Issues and redeems proof-of-work challenges (shared/challenge/challenge.h says what solving one is).
//
// A token holds its expiry and difficulty, and a MAC over them, the campaign and the client's network under a random
// key of this process. So issued tokens need no memory, and other networks cannot use them. After a restart clients get
// new ones. A solved token is accepted once: limits::kUsedChallengesMax are remembered until they expire. If more are
// solved in that time, their solvers could use the earliest ones again. Safe from any thread. Times are UTC
// milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "server/base/mutex.h"
#include "server/crypto/secret.h"

namespace undersigned::signing {

struct ChallengeFor {
  std::string_view campaign;
  std::string_view network;  // Origin::network: a phone that moves within its provider's network keeps its challenge
};

class Challenges {
 public:
  Challenges();

  // Valid for limits::kChallengeMs. 56 characters of URL-safe base64: version, bits, expiry, 128 random bits, MAC.
  [[nodiscard]] std::string issue(const ChallengeFor& whose, int bits, std::int64_t now_ms) const;

  // True, and the token is used up, if it was issued for `whose` with at least `bits_min`, is solved, not expired and
  // not used before. False for anything else.
  bool redeem(const ChallengeFor& whose, int bits_min, std::string_view token, std::string_view solution,
              std::int64_t now_ms);

 private:
  [[nodiscard]] std::string mac(std::string_view head, const ChallengeFor& whose) const;
  bool take(std::uint64_t number, std::int64_t now_ms);

  crypto::Key key_{};
  base::Mutex mutex_;
  // Used in this period of limits::kChallengeMs, and in the one before.
  std::unordered_set<std::uint64_t> used_ GUARDED_BY(mutex_);
  std::unordered_set<std::uint64_t> used_before_ GUARDED_BY(mutex_);
  std::int64_t stretch_began_ms_ GUARDED_BY(mutex_) = 0;
};

}  // namespace undersigned::signing
