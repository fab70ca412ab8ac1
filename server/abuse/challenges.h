// Proofs of work to hand out and take back (shared/challenge/challenge.h says what solving one is).
//
// A token names its own expiry and bits, and carries a MAC over them and the campaign under a random key of this
// process: nothing is kept of one that was handed out. After a restart a client gets a new one. A solved one is taken
// once: limits::kUsedChallengesMax are remembered until they expire; if more are solved in that time, the earliest
// could be taken again by those who solved that many. Safe from any thread. Times are UTC milliseconds.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

#include "server/auth/secret.h"

namespace undersigned::abuse {

class Challenges {
 public:
  Challenges();

  // Good for limits::kChallengeMs. 56 characters of URL-safe base64: version, bits, expiry, 128 random bits, MAC.
  [[nodiscard]] std::string issue(std::string_view campaign, int bits, std::int64_t now_ms) const;

  // Whether it is one of this campaign, solved, not expired and not taken before; then it is taken now. Anything else,
  // whatever it holds, is false.
  bool redeem(std::string_view campaign, std::string_view token, std::string_view solution, std::int64_t now_ms);

 private:
  [[nodiscard]] std::string mac(std::string_view head, std::string_view campaign) const;
  bool take(std::uint64_t number, std::int64_t now_ms);

  auth::Key key_{};
  std::mutex mutex_;
  // Of this stretch of limits::kChallengeMs and of the one before.
  std::unordered_set<std::uint64_t> used_;
  std::unordered_set<std::uint64_t> used_before_;
  std::int64_t stretch_began_ms_ = 0;
};

}  // namespace undersigned::abuse
