// Who may go on, who calculates first, who comes back later, and whose signature an organizer looks at.
//
// Up to GuardOptions::free_signatures from one address in ten minutes nothing is asked. Beyond that a signature comes
// with a solved challenge (shared/challenge), harder as there are more: a crowd behind one address, a school's or a
// carrier's, goes on. Far beyond, where no crowd gets, the address waits. What cannot solve, a page without scripts, is
// taken all the same and looked at by an organizer. Nothing here asks the store who has signed, so a judgement tells
// nothing of anybody.
//
// Addresses are kept as keyed hashes in memory, under a random key that is replaced each UTC day (rates.h). Safe from
// any thread; a call takes some microseconds and never waits. Times are UTC milliseconds.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/abuse/blocked_domains.h"
#include "server/abuse/challenges.h"
#include "server/abuse/rates.h"
#include "server/store/store.h"
#include "shared/limits.h"

namespace undersigned::abuse {

// Whether the sender could solve a challenge: a page without scripts cannot.
enum class Solver : std::uint8_t { Script, None };

// Whether taking the signature mails somebody.
enum class Mails : std::uint8_t { No, Yes };

// A signature that has passed validation. The texts as they were sent, whatever they are.
struct Attempt {
  std::string_view address;      // the client's, numeric (http::ClientAddresses)
  std::string_view campaign;     // slug
  std::string_view challenge;    // a token of ours
  std::string_view solution;     // and its solution
  std::string_view elapsed_ms;   // since the form was shown, as the browser says it
  std::string_view website;      // the field that people leave empty
  std::string_view mail_domain;  // of the checked address, in lower case
  Solver solver = Solver::Script;
  Mails mails = Mails::No;
  std::int64_t now_ms = 0;
};

// To be solved (shared/challenge/challenge.h) within limits::kChallengeMs.
struct Challenge {
  std::string token;  // empty where bits is 0
  int bits = 0;       // 0: nothing to solve
};

struct Verdict {
  enum class Kind : std::uint8_t { Accept, Challenge, TooMany };

  Kind kind = Kind::Accept;
  store::Suspicions suspicions = 0;  // of Accept
  Challenge challenge;               // of Challenge
  std::int64_t retry_after_s = 0;    // of TooMany
};

struct GuardOptions {
  std::uint32_t free_signatures = limits::kFreeSignatures;  // of one address in ten minutes; every other rate follows
  std::int64_t sign_ms_min = limits::kSignMsMin;            // sooner after the form was shown is suspicious
  int challenge_bits_min = limits::kChallengeBitsMin;       // of the easiest challenge
};

// Judgements since the start.
struct GuardStats {
  std::uint64_t accepted = 0;
  std::uint64_t suspicious = 0;  // of the accepted
  std::uint64_t challenged = 0;
  std::uint64_t too_many = 0;
  std::uint64_t errands_refused = 0;
};

// What else anybody may ask for, each with a rate of its own (limits.h).
enum class Errand : std::uint8_t { ConfirmByCode, ConfirmByLink, MailAgain, MyCode, OpenMy, AskChallenge };

class Guard {
 public:
  // `blocked` outlives it.
  Guard(const GuardOptions& options, const BlockedDomains& blocked);

  // Counts what it accepts, and uses up its challenge. What it refuses counts for nothing, so nobody shuts others of
  // the same address out without solving as much as a crowd would.
  Verdict judge(const Attempt& attempt);

  // What a signature of this client would have to solve at present.
  Challenge challenge_for(std::string_view address, std::string_view campaign, Mails mails, std::int64_t now_ms);

  // 0: go on, it is counted. Otherwise the seconds after which to come back.
  std::int64_t admit(Errand errand, std::string_view address, std::int64_t now_ms);

  [[nodiscard]] GuardStats stats() const;

 private:
  // An address and its network, as keys of rates.
  struct Origin {
    std::string address;
    std::string network;
  };
  static Origin origin_of(std::string_view address);
  Verdict decide(const Attempt& attempt);

  // How often it may be, in multiples of the free signatures.
  struct Pressure {
    double by_origin = 0;
    double by_mails = 0;
  };
  Pressure pressure_on(const Origin& origin, std::string_view campaign, Mails mails, std::int64_t now_ms);
  double times(Counted what, const Origin& origin, std::int64_t now_ms);
  void add(Counted what, const Origin& origin, std::int64_t now_ms);
  [[nodiscard]] std::int64_t retry_after_s(double times, double times_max) const;
  [[nodiscard]] Verdict too_many(double times, double times_max) const;
  [[nodiscard]] Challenge issue(const Pressure& pressure, std::string_view campaign, std::int64_t now_ms) const;
  [[nodiscard]] store::Suspicions suspicions_of(const Attempt& attempt) const;

  GuardOptions options_;
  const BlockedDomains& blocked_;
  Rates rates_;
  Challenges challenges_;
  std::atomic<std::uint64_t> accepted_{0};
  std::atomic<std::uint64_t> suspicious_{0};
  std::atomic<std::uint64_t> challenged_{0};
  std::atomic<std::uint64_t> too_many_{0};
  std::atomic<std::uint64_t> errands_refused_{0};
};

}  // namespace undersigned::abuse
