// Decides who may sign at once, who has to solve a challenge first, who has to come back later, and whose signature
// goes to quarantine.
//
//   signatures from one address in ten minutes           with scripts              without scripts
//   up to GuardOptions::free_signatures                  accepted                  accepted
//   more                                                 challenge, ever harder    quarantine
//   limits::kUnsolvedTimesMax as many                                              429
//   limits::kFloodTimes as many, if they count at once   challenge and quarantine  quarantine
//   limits::kSignaturesTimesMax as many                  429                       429
//
// So a crowd behind one address, such as a school or a mobile carrier, can sign. Very many mails make challenges harder
// and refuse nobody: the mails wait, in an order that is fair by network and campaign. The guard never asks the store
// who has signed, so its decisions reveal nothing about anybody.
//
// Addresses are stored as keyed hashes in memory, under a random key that changes each UTC day (rates.h). Safe from any
// thread; a call takes some microseconds and never blocks. Times are UTC milliseconds.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "server/limits.h"
#include "server/signing/blocked_domains.h"
#include "server/signing/challenges.h"
#include "server/signing/guess_limiter.h"
#include "server/signing/mail_order.h"
#include "server/signing/origin.h"
#include "server/signing/pair_counts.h"
#include "server/signing/rates.h"
#include "server/suspicion.h"
#include "shared/campaign/campaign.h"

namespace undersigned::signing {

// Whether the sender can solve a challenge. A page without scripts cannot.
enum class Solver : std::uint8_t { Script, None };

// The mail that accepting the signature sends. Without a confirmation the signature counts at once.
enum class Mails : std::uint8_t { None, Thanks, Confirmation };

// Whether this server can send mails of thanks: only if the operator has set up mail.
enum class ThanksMails : std::uint8_t { Off, On };

Mails mails_of(const Campaign& campaign, ThanksMails thanks);

// A signature that has passed validation. The texts are as sent and may hold anything.
struct Attempt {
  std::string_view address;      // the client's, numeric (http::ClientAddresses)
  std::string_view campaign;     // slug
  std::string_view challenge;    // a token of ours
  std::string_view solution;     // and its solution
  std::string_view elapsed_ms;   // since the form was shown, according to the browser
  std::string_view website;      // the honeypot field, which people leave empty
  std::string_view mail_domain;  // of the checked address, in lower case
  Solver solver = Solver::Script;
  Mails mails = Mails::None;
  std::int64_t now_ms = 0;
};

// To be solved within limits::kChallengeMs (shared/challenge/challenge.h).
struct Challenge {
  std::string token;  // empty if bits is 0
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
  std::uint32_t free_signatures = limits::kFreeSignatures;  // an address, ten minutes; all rates scale with it
  std::int64_t sign_ms_min = limits::kSignMsMin;            // faster than this after the form was shown is suspicious
  int challenge_bits_min = limits::kChallengeBitsMin;       // of the easiest challenge
};

// Decisions since the start.
struct GuardStats {
  std::uint64_t accepted = 0;
  std::uint64_t suspicious = 0;  // of the accepted
  std::uint64_t challenged = 0;
  std::uint64_t too_many = 0;
  std::uint64_t actions_refused = 0;
};

// Other actions that anybody may ask for, each with its own rate (limits.h).
enum class RateLimitedAction : std::uint8_t { ConfirmByCode, ConfirmByLink, MailAgain, MyCode, OpenMy, AskChallenge };

// A typed code. `asker` and `ticket` name the request that the code was mailed for: a signer (store::DedupeKey) or a
// mailbox (store::MailboxKey), and the key that only the page that asked has.
enum class GuessAt : std::uint8_t { Signature, My };
struct Guess {
  GuessAt at = GuessAt::Signature;
  std::string_view mailbox;  // does not depend on the spelling of the address or on whether it is known
  std::string_view asker;
  std::string_view ticket;
};

class Guard {
 public:
  // `blocked` must outlive it.
  Guard(const GuardOptions& options, const BlockedDomains& blocked);

  // Counts what it accepts, and uses up its challenge. What it refuses is not counted, so nobody can lock out others at
  // the same address without solving as much as a crowd would. A challenge is accepted with one bit less than is asked
  // for now, so that a few signatures in between do not make anybody solve a second one.
  Verdict judge(const Attempt& attempt);

  // The challenge that a signature of this client would need now.
  Challenge challenge_for(std::string_view address, std::string_view campaign, Mails mails, std::int64_t now_ms);

  // 0: allowed, and counted. Otherwise the seconds to wait.
  std::int64_t admit(RateLimitedAction action, std::string_view address, std::int64_t now_ms);

  // What a guess counts for: guesses at the mailbox's signatures, at its codes for /my, or at requests that nobody has
  // made today, as far as the guard remembers. Each has its own count, so a neighbour who makes up tickets uses up
  // nobody's attempts. Whether a request was made does not depend on whether anybody has signed, so neither does the
  // answer.
  std::string counted_guess(const Guess& guess, std::int64_t now_ms);

  // Call it before checking a code. `counted`: counted_guess(). 0: allowed; it counts as wrong until guessed_right() is
  // called. Otherwise the seconds until the client's network may try again. Other networks may meanwhile.
  std::int64_t admit_guess(std::string_view address, std::string_view counted, std::int64_t now_ms);
  void guessed_right(std::string_view address, std::string_view counted, std::int64_t now_ms);

  // The position in the outbox of a mail that a client causes (mail_order.h). `campaign` may be empty.
  // `served_ms`: mail::Outbox::served_ms().
  std::int64_t mail_order_ms(std::string_view address, std::string_view campaign, std::int64_t now_ms,
                             std::int64_t served_ms);

  // Counts a mail to `mailbox` that the client asks for. Returns how many its network asked for today before.
  int mails_asked_before(std::string_view address, std::string_view mailbox, std::int64_t now_ms);

  // Remembers a request for today, by its Guess::asker and Guess::ticket. True if it was remembered already.
  // forget_request(): it was not stored.
  bool remember_request(std::string_view asker, std::string_view ticket, std::int64_t now_ms);
  void forget_request(std::string_view asker, std::string_view ticket);

  [[nodiscard]] GuardStats stats() const;

 private:
  Verdict decide(const Attempt& attempt);

  // How many signatures and mails there are, in multiples of the free signatures.
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
  PairCounts mail_networks_;  // network and mailbox
  PairCounts requests_;       // asker and ticket
  Challenges challenges_;
  std::atomic<std::uint64_t> accepted_{0};
  std::atomic<std::uint64_t> suspicious_{0};
  std::atomic<std::uint64_t> challenged_{0};
  std::atomic<std::uint64_t> too_many_{0};
  std::atomic<std::uint64_t> actions_refused_{0};
};

}  // namespace undersigned::signing
