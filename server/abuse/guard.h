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

#include <cstdint>
#include <string>
#include <string_view>

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
};

class Guard {
 public:
  explicit Guard(const GuardOptions& options);

  // Counts what it accepts, and uses up its challenge.
  Verdict judge(const Attempt& attempt);

 private:
  GuardOptions options_;
};

}  // namespace undersigned::abuse
