// Who may go on, who calculates first, who comes back later, and whose signature an organizer looks at.
//
// Up to GuardOptions::free_signatures from one address in ten minutes nothing is asked. Beyond that a signature comes
// with a solved challenge (shared/challenge), harder as there are more: a crowd behind one address, a school's or a
// carrier's, goes on. From limits::kFloodTimes on, what no mailbox confirms is looked at by an organizer; far beyond,
// where no crowd gets, the address waits. What cannot solve, a page without scripts, is taken all the same and looked
// at by an organizer. Very many mails make challenges harder and refuse nobody: the mails wait, in an order that is
// fair by network and campaign. Nothing here asks the store who has signed, so a judgement tells nothing of anybody.
//
// Addresses are kept as keyed hashes in memory, under a random key that is replaced each UTC day (rates.h). Safe from
// any thread; a call takes some microseconds and never waits. Times are UTC milliseconds.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/limits.h"
#include "server/signing/blocked_domains.h"
#include "server/signing/challenges.h"
#include "server/signing/guess_limiter.h"
#include "server/signing/mail_networks.h"
#include "server/signing/mail_order.h"
#include "server/signing/origin.h"
#include "server/signing/rates.h"
#include "server/suspicion.h"
#include "shared/campaign/campaign.h"

namespace undersigned::signing {

// Whether the sender could solve a challenge: a page without scripts cannot.
enum class Solver : std::uint8_t { Script, None };

// Whether taking a signature mails somebody.
enum class Mails : std::uint8_t { No, Yes };

Mails mails_of(const Campaign& campaign);

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
  Suspicions suspicions = 0;       // of Accept
  Challenge challenge;             // of Challenge
  std::int64_t retry_after_s = 0;  // of TooMany
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
  std::uint64_t actions_refused = 0;
};

// What else anybody may ask for, each with a rate of its own (limits.h).
enum class RateLimitedAction : std::uint8_t { ConfirmByCode, ConfirmByLink, MailAgain, MyCode, OpenMy, AskChallenge };

class Guard {
 public:
  // `blocked` outlives it.
  Guard(const GuardOptions& options, const BlockedDomains& blocked);

  // Counts what it accepts, and uses up its challenge. What it refuses counts for nothing, so nobody shuts others of
  // the same address out without solving as much as a crowd would. Taken is a challenge of the client's network with at
  // most one bit less than what is asked for now, so that a few who come meanwhile cost nobody a second calculation.
  Verdict judge(const Attempt& attempt);

  // What a signature of this client would have to solve at present.
  Challenge challenge_for(std::string_view address, std::string_view campaign, Mails mails, std::int64_t now_ms);

  // 0: go on, it is counted. Otherwise the seconds after which to come back.
  std::int64_t admit(RateLimitedAction action, std::string_view address, std::int64_t now_ms);

  // Before a code is looked at that was mailed to `mailbox`: text or bytes that are the same for each spelling of it,
  // known here or not. 0: go on, it counts as wrong until guessed_right() says otherwise. Otherwise the seconds after
  // which the client's network may try codes of this mailbox again; others may meanwhile.
  std::int64_t admit_guess(std::string_view address, std::string_view mailbox, std::int64_t now_ms);
  void guessed_right(std::string_view address, std::string_view mailbox, std::int64_t now_ms);

  // By what a mail that a client causes is sorted among those that wait (mail_order.h); `campaign` may be empty.
  std::int64_t mail_order_ms(std::string_view address, std::string_view campaign, std::int64_t now_ms);

  // Counts a mail that the client asks for, to `mailbox` as above: whether it is the first today that the client's
  // network asks for.
  bool first_mail(std::string_view address, std::string_view mailbox, std::int64_t now_ms);

  [[nodiscard]] GuardStats stats() const;

 private:
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
  [[nodiscard]] int bits_for(const Pressure& pressure) const;
  [[nodiscard]] Suspicions suspicions_of(const Attempt& attempt, const Pressure& pressure) const;

  GuardOptions options_;
  const BlockedDomains& blocked_;
  Rates rates_;
  GuessLimiter guess_limiter_;
  MailOrder mail_order_;
  MailNetworks mail_networks_;
  Challenges challenges_;
  std::atomic<std::uint64_t> accepted_{0};
  std::atomic<std::uint64_t> suspicious_{0};
  std::atomic<std::uint64_t> challenged_{0};
  std::atomic<std::uint64_t> too_many_{0};
  std::atomic<std::uint64_t> actions_refused_{0};
};

}  // namespace undersigned::signing
