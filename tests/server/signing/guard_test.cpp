#include "server/signing/guard.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "server/limits.h"
#include "shared/challenge/challenge.h"
#include "shared/limits.h"

using namespace undersigned;
using signing::Attempt;
using signing::Guard;
using signing::Mails;
using signing::RateLimitedAction;
using signing::Solver;
using signing::Verdict;
using Kind = signing::Verdict::Kind;

namespace {

constexpr std::int64_t kNow = 1'763'900'000'000;
constexpr const char* kSchool = "192.0.2.7";
constexpr std::uint32_t kFree = 10;

const signing::BlockedDomains kNobody;

Attempt from(std::string_view address, std::int64_t now_ms = kNow) {
  Attempt attempt;
  attempt.address = address;
  attempt.campaign = "open";
  attempt.now_ms = now_ms;
  return attempt;
}

std::string solve(const signing::Challenge& challenge) {
  return std::to_string(solve_challenge(challenge.token, challenge.bits, 0, UINT64_MAX).value());
}

Verdict with_solution(Guard& guard, Attempt attempt, const signing::Challenge& challenge) {
  const std::string solution = solve(challenge);
  attempt.challenge = challenge.token;
  attempt.solution = solution;
  return guard.judge(attempt);
}

Guard guard_with(std::uint32_t free_signatures) {
  return Guard({.free_signatures = free_signatures}, kNobody);
}

// How many of `attempts` are accepted at once and without a challenge.
int taken(Guard& guard, const Attempt& attempt, int attempts) {
  int accepted = 0;
  for (int i = 0; i < attempts; ++i) accepted += guard.judge(attempt).kind == Kind::Accept ? 1 : 0;
  return accepted;
}

Suspicions bit(Suspicion suspicion) {
  return static_cast<Suspicions>(suspicion);
}

}  // namespace

TEST_CASE("up to the free signatures of an address nothing is asked, then a challenge") {
  Guard guard = guard_with(kFree);
  for (std::uint32_t i = 0; i < kFree; ++i) {
    CHECK(guard.challenge_for(kSchool, "open", Mails::None, kNow).bits == 0);
    const Verdict verdict = guard.judge(from(kSchool));
    CHECK(verdict.kind == Kind::Accept);
    CHECK(verdict.suspicions == 0);
  }
  const Verdict verdict = guard.judge(from(kSchool));
  CHECK(verdict.kind == Kind::Challenge);
  CHECK(verdict.challenge.bits == limits::kChallengeBitsMin);
  CHECK(guard.challenge_for(kSchool, "open", Mails::None, kNow).bits == limits::kChallengeBitsMin);
  CHECK(with_solution(guard, from(kSchool), verdict.challenge).kind == Kind::Accept);
}

TEST_CASE("one free signature is one") {
  Guard guard = guard_with(1);
  CHECK(taken(guard, from(kSchool), 5) == 1);
}

TEST_CASE("a challenge may be fetched ahead, and is taken once, for its campaign, in its time") {
  Guard guard = guard_with(1);
  REQUIRE(guard.judge(from(kSchool)).kind == Kind::Accept);
  const signing::Challenge challenge = guard.challenge_for(kSchool, "open", Mails::None, kNow);
  Attempt other_campaign = from(kSchool);
  other_campaign.campaign = "second";
  CHECK(with_solution(guard, other_campaign, challenge).kind == Kind::Challenge);
  const std::int64_t late_ms = kNow + limits::kChallengeMs;
  CHECK(with_solution(guard, from(kSchool, late_ms), challenge).kind == Kind::Challenge);
  CHECK(with_solution(guard, from(kSchool), challenge).kind == Kind::Accept);
  const Verdict again = with_solution(guard, from(kSchool), challenge);
  CHECK(again.kind == Kind::Challenge);
  CHECK(again.challenge.token != challenge.token);
}

TEST_CASE("a bit more is asked for each doubling, and one bit less than what is asked now is the least") {
  Guard guard({.free_signatures = 1, .challenge_bits_min = 4}, kNobody);
  REQUIRE(guard.judge(from(kSchool)).kind == Kind::Accept);
  const auto ask = [&] { return guard.challenge_for(kSchool, "open", Mails::None, kNow); };
  std::vector<signing::Challenge> kept{ask(), ask()};
  REQUIRE(kept.front().bits == 4);
  for (int bits = 4; bits < 10; ++bits) {
    while (ask().bits == bits) REQUIRE(with_solution(guard, from(kSchool), ask()).kind == Kind::Accept);
    CAPTURE(bits);
    REQUIRE(ask().bits == bits + 1);
    for (const signing::Challenge& old : kept) {
      if (old.bits < bits) CHECK(with_solution(guard, from(kSchool), old).challenge.bits == bits + 1);
    }
    const signing::Challenge& one_less = kept.back();
    REQUIRE(one_less.bits == bits);
    CHECK(with_solution(guard, from(kSchool), one_less).kind == Kind::Accept);
    kept.push_back(ask());
  }
}

TEST_CASE("easy challenges fetched ahead are worth nothing once harder ones are asked for") {
  Guard guard({.free_signatures = 1, .challenge_bits_min = 2}, kNobody);
  REQUIRE(guard.judge(from(kSchool)).kind == Kind::Accept);
  std::vector<signing::Challenge> hoard(1'500);
  for (signing::Challenge& easy : hoard) easy = guard.challenge_for(kSchool, "open", Mails::None, kNow);
  int accepted = 0;
  for (const signing::Challenge& easy : hoard) {
    accepted += with_solution(guard, from(kSchool), easy).kind == Kind::Accept ? 1 : 0;
  }
  CHECK(accepted == 3);
}

TEST_CASE("a challenge is spent by the network that asked for it, and by any address of that") {
  for (const bool v6 : {false, true}) {
    CAPTURE(v6);
    Guard guard = guard_with(1);
    const std::string asker = v6 ? "2001:db8:1:1::1" : "192.0.2.1";
    const std::string neighbour = v6 ? "2001:db8:1:ffff::1" : "192.0.2.200";
    const std::string stranger = v6 ? "2001:db8:2:1::1" : "192.0.3.1";
    for (const std::string& address : {asker, neighbour, stranger}) {
      REQUIRE(guard.judge(from(address)).kind == Kind::Accept);
    }
    const signing::Challenge challenge = guard.challenge_for(asker, "open", Mails::None, kNow);
    CHECK(with_solution(guard, from(stranger), challenge).kind == Kind::Challenge);
    CHECK(with_solution(guard, from(neighbour), challenge).kind == Kind::Accept);
    CHECK(with_solution(guard, from(asker), challenge).kind == Kind::Challenge);
  }
}

TEST_CASE("far beyond the free ones an organizer looks at what no mailbox confirms") {
  Guard guard({.free_signatures = kFree, .challenge_bits_min = 1}, kNobody);
  const auto sign = [&](Mails mails) {
    Attempt attempt = from(kSchool);
    attempt.mails = mails;
    return with_solution(guard, attempt, guard.challenge_for(kSchool, "open", mails, kNow));
  };
  const auto at_once = static_cast<int>(kFree * limits::kFloodTimes);
  for (int i = 0; i < at_once; ++i) REQUIRE(sign(Mails::None).suspicions == 0);
  const Verdict flood = sign(Mails::None);
  CHECK(flood.kind == Kind::Accept);
  CHECK(flood.suspicions == bit(Suspicion::Flood));
  CHECK(sign(Mails::Thanks).suspicions == bit(Suspicion::Flood));
  CHECK(sign(Mails::Confirmation).suspicions == 0);
  CHECK(guard.judge(from("203.0.113.1")).suspicions == 0);
}

TEST_CASE("which mail a signature causes depends on the campaign, and thanks on whether there is a mail server") {
  using signing::ThanksMails;
  Campaign campaign;
  CHECK(signing::mails_of(campaign, ThanksMails::Off) == Mails::Confirmation);
  campaign.confirmation = ConfirmationPolicy::None;
  CHECK(signing::mails_of(campaign, ThanksMails::Off) == Mails::None);
  CHECK(signing::mails_of(campaign, ThanksMails::On) == Mails::Thanks);
  campaign.thanks = ThanksPolicy::None;
  CHECK(signing::mails_of(campaign, ThanksMails::On) == Mails::None);
}

TEST_CASE("what is refused counts for nothing: nobody shuts others out without working") {
  Guard guard = guard_with(kFree);
  REQUIRE(taken(guard, from(kSchool), 50'000) == kFree);
  const Verdict verdict = guard.judge(from(kSchool));
  CHECK(verdict.kind == Kind::Challenge);
  CHECK(verdict.challenge.bits == limits::kChallengeBitsMin);
}

TEST_CASE("without scripts a signature is taken beyond the free ones and looked at, and shuts out no script") {
  Guard guard = guard_with(kFree);
  Attempt plain = from(kSchool);
  plain.solver = Solver::None;
  for (std::uint32_t i = 0; i < kFree; ++i) CHECK(guard.judge(plain).suspicions == 0);
  const Verdict unsolved = guard.judge(plain);
  CHECK(unsolved.kind == Kind::Accept);
  CHECK(unsolved.suspicions == bit(Suspicion::Unsolved));

  taken(guard, plain, 10'000);
  const Verdict too_many = guard.judge(plain);
  CHECK(too_many.kind == Kind::TooMany);
  CHECK(too_many.retry_after_s >= limits::kTooManyRetryS);
  const Verdict script = guard.judge(from(kSchool));
  CHECK(script.kind == Kind::Challenge);
  CHECK(script.challenge.bits == limits::kChallengeBitsMin);
}

TEST_CASE("a page without scripts that brings a solution is not suspicious") {
  Guard guard = guard_with(1);
  REQUIRE(guard.judge(from(kSchool)).kind == Kind::Accept);
  Attempt plain = from(kSchool);
  plain.solver = Solver::None;
  const Verdict verdict = with_solution(guard, plain, guard.challenge_for(kSchool, "open", Mails::None, kNow));
  CHECK(verdict.kind == Kind::Accept);
  CHECK(verdict.suspicions == 0);
}

TEST_CASE("addresses are apart, and their network may do more than each of them") {
  Guard guard = guard_with(kFree);
  int accepted = 0;
  for (int host = 0; host < 256; ++host) {
    accepted += taken(guard, from("198.51.100." + std::to_string(host)), kFree);
  }
  CHECK(accepted == static_cast<int>(kFree * limits::kNetworkTimes));
  CHECK(taken(guard, from("198.51.101.1"), 20) == kFree);
}

TEST_CASE("an IPv6 host gains nothing by changing its address within its network") {
  Guard guard = guard_with(kFree);
  int accepted = 0;
  for (int host = 0; host < 200; ++host) accepted += taken(guard, from("2001:db8:1:2::" + std::to_string(host)), 1);
  CHECK(accepted == kFree);
  CHECK(taken(guard, from("2001:db8:1:3::1"), 20) == kFree);
  accepted = 0;
  for (int subnet = 0; subnet < 1'000; ++subnet) {
    accepted += taken(guard, from("2001:db8:2:" + std::to_string(subnet) + "::1"), 1);
  }
  CHECK(accepted == static_cast<int>(kFree * limits::kNetworkTimes));
}

TEST_CASE("an IPv4 address is the same one within IPv6") {
  Guard guard = guard_with(kFree);
  CHECK(taken(guard, from(kSchool), 20) == kFree);
  CHECK(taken(guard, from("::ffff:192.0.2.7"), 20) == 0);
}

TEST_CASE("after a while nothing is asked any more") {
  Guard guard = guard_with(kFree);
  REQUIRE(taken(guard, from(kSchool), 20) == kFree);
  CHECK(guard.judge(from(kSchool, kNow + 2 * limits::kRateWindowMs)).kind == Kind::Accept);
}

TEST_CASE("a school gets in as one, and far beyond what a crowd does an address waits and is told how long") {
  Guard guard({.free_signatures = 100, .challenge_bits_min = 1}, kNobody);
  const auto sign = [&](std::int64_t now_ms) {
    return with_solution(guard, from(kSchool, now_ms), guard.challenge_for(kSchool, "open", Mails::None, now_ms));
  };
  for (int i = 0; i < 10'000; ++i) REQUIRE(sign(kNow).kind == Kind::Accept);
  Verdict verdict;
  int more = 0;
  while ((verdict = sign(kNow)).kind == Kind::Accept) ++more;
  CHECK(10'000 + more == 100 * static_cast<int>(limits::kSignaturesTimesMax));
  REQUIRE(verdict.kind == Kind::TooMany);
  CHECK(verdict.retry_after_s == limits::kTooManyRetryS);
  CHECK(sign(kNow + verdict.retry_after_s * 1000).kind == Kind::Accept);
}

TEST_CASE("very many mails make everybody calculate, with scripts or without, and refuse nobody") {
  Guard guard({.free_signatures = 1, .challenge_bits_min = 1}, kNobody);
  int host = 0;
  std::string address;
  const auto mailing = [&](Solver solver) {
    address = "2001:db8:" + std::to_string(host++) + "::1";
    Attempt attempt = from(address);
    attempt.mails = Mails::Confirmation;
    attempt.solver = solver;
    return attempt;
  };
  for (int i = 0; i < static_cast<int>(limits::kCampaignMailTimes); ++i) {
    const Verdict verdict = guard.judge(mailing(Solver::None));
    REQUIRE(verdict.kind == Kind::Accept);
    REQUIRE(verdict.suspicions == 0);
  }
  for (int i = 0; i < 2'000; ++i) {
    const Verdict plain = guard.judge(mailing(Solver::None));
    REQUIRE(plain.kind == Kind::Accept);
    REQUIRE(plain.suspicions == bit(Suspicion::Unsolved));
    const Attempt script = mailing(Solver::Script);
    const Verdict asked = guard.judge(script);
    REQUIRE(asked.kind == Kind::Challenge);
    const Verdict solved = with_solution(guard, script, asked.challenge);
    REQUIRE(solved.kind == Kind::Accept);
    REQUIRE(solved.suspicions == 0);
  }
  CHECK(guard.judge(mailing(Solver::Script)).challenge.bits > 1);
  CHECK(guard.challenge_for(kSchool, "open", Mails::None, kNow).bits == 0);
  CHECK(guard.stats().too_many == 0);
}

TEST_CASE("a campaign that mails very many leaves others as they are") {
  Guard guard = guard_with(1);
  for (int host = 0; host < static_cast<int>(limits::kCampaignMailTimes); ++host) {
    const std::string address = "2001:db8:" + std::to_string(host) + "::1";
    Attempt mailing = from(address);
    mailing.mails = host % 2 == 0 ? Mails::Confirmation : Mails::Thanks;
    REQUIRE(guard.judge(mailing).kind == Kind::Accept);
  }
  CHECK(guard.challenge_for(kSchool, "open", Mails::Confirmation, kNow).bits == limits::kChallengeBitsMin);
  CHECK(guard.challenge_for(kSchool, "second", Mails::Confirmation, kNow).bits == 0);
}

TEST_CASE("mails wait behind those of their own network, whichever of its addresses causes them") {
  Guard guard = guard_with(kFree);
  std::int64_t last_ms = 0;
  for (int host = 0; host < 300; ++host) {
    last_ms = guard.mail_order_ms("2001:db8:7:" + std::to_string(host) + "::1", "open", kNow, kNow);
  }
  CHECK(last_ms == kNow + 299 * limits::kMailOfNetworkMs);
  CHECK(guard.mail_order_ms("2001:db8:8::1", "open", kNow, kNow) <= kNow + limits::kMailOfCampaignMs);
  CHECK(guard.mail_order_ms("2001:db8:8::1", "", kNow, kNow) == kNow);
}

TEST_CASE("what people do not do is suspicious and changes nothing else") {
  Guard guard = guard_with(kFree);
  struct Case {
    std::string elapsed_ms;
    std::string website;
    Suspicions expected;
  };
  const Case cases[] = {
      {"", "", 0},
      {"1500", "", 0},
      {"1499", "", bit(Suspicion::TooFast)},
      {"0", "", bit(Suspicion::TooFast)},
      {"-1", "", 0},
      {"12 s", "", 0},
      {"1e3", "", 0},
      {"99999999999999999999999", "", 0},
      {"", "https://buy.example", bit(Suspicion::Honeypot)},
      {"1", " ", static_cast<Suspicions>(bit(Suspicion::Honeypot) | bit(Suspicion::TooFast))},
  };
  int host = 1;
  for (const Case& each : cases) {
    CAPTURE(each.elapsed_ms);
    const std::string address = "203.0.113." + std::to_string(host++);
    Attempt attempt = from(address);
    attempt.elapsed_ms = each.elapsed_ms;
    attempt.website = each.website;
    const Verdict verdict = guard.judge(attempt);
    CHECK(verdict.kind == Kind::Accept);
    CHECK(verdict.suspicions == each.expected);
  }
}

TEST_CASE("the least time is the operator's to set, and 0 looks at none") {
  Guard guard({.free_signatures = kFree, .sign_ms_min = 0}, kNobody);
  Attempt attempt = from(kSchool);
  attempt.elapsed_ms = "0";
  CHECK(guard.judge(attempt).suspicions == 0);
}

TEST_CASE("every rate-limited action has its own rate, tells when to come back, and counts only what it let through") {
  Guard guard = guard_with(1);
  const auto may = [&](RateLimitedAction action, std::int64_t now_ms) {
    int admitted = 0;
    while (admitted < 1'000 && guard.admit(action, kSchool, now_ms) == 0) ++admitted;
    return admitted;
  };
  CHECK(may(RateLimitedAction::MyCode, kNow) == static_cast<int>(limits::kMyCodeTimesMax));
  CHECK(may(RateLimitedAction::MailAgain, kNow) == static_cast<int>(limits::kMailAgainTimesMax));
  CHECK(may(RateLimitedAction::ConfirmByCode, kNow) == static_cast<int>(limits::kConfirmTimesMax));
  CHECK(may(RateLimitedAction::ConfirmByLink, kNow) == static_cast<int>(limits::kConfirmTimesMax));
  CHECK(may(RateLimitedAction::OpenMy, kNow) == static_cast<int>(limits::kOpenMyTimesMax));
  CHECK(may(RateLimitedAction::AskChallenge, kNow) == static_cast<int>(limits::kChallengeAskedTimesMax));
  CHECK(guard.judge(from(kSchool)).kind == Kind::Accept);

  for (int i = 0; i < 1'000; ++i) guard.admit(RateLimitedAction::MyCode, kSchool, kNow);
  const std::int64_t wait_s = guard.admit(RateLimitedAction::MyCode, kSchool, kNow);
  CHECK(wait_s > 0);
  CHECK(guard.admit(RateLimitedAction::MyCode, kSchool, kNow + wait_s * 1000) == 0);
}

TEST_CASE("guesses at signatures, at codes for /my and at requests that nobody has made have counts of their own") {
  using signing::GuessAt;
  Guard guard = guard_with(kFree);
  guard.remember_request("ana gil", "key", kNow);
  guard.remember_request("ana", "ticket", kNow);
  const auto counted = [&](GuessAt at, const char* asker, const char* ticket, std::int64_t now_ms = kNow) {
    return guard.counted_guess({at, "ana", asker, ticket}, now_ms);
  };
  const std::string signature = counted(GuessAt::Signature, "ana gil", "key");
  const std::string my = counted(GuessAt::My, "ana", "ticket");
  const std::string unknown = counted(GuessAt::Signature, "ana gil", "another key");
  CHECK(std::set<std::string>{signature, my, unknown}.size() == 3);
  CHECK(counted(GuessAt::My, "ana", "made up") == unknown);
  guard.forget_request("ana gil", "key");
  CHECK(counted(GuessAt::Signature, "ana gil", "key") == unknown);
  CHECK(counted(GuessAt::My, "ana", "ticket", kNow + 24LL * 60 * 60 * 1000) == unknown);
  // One network cannot use up what all networks together may try.
  CHECK(3 * static_cast<int>(limits::kWrongGuessesOfNetworkMax) < limits::kWrongCodesPerMailboxMax);
}

TEST_CASE("codes of one mailbox are guessed at from one network so often a day, whichever of its addresses asks") {
  Guard guard = guard_with(kFree);
  const auto guess = [&](const std::string& address) { return guard.admit_guess(address, "ana", kNow); };
  int admitted = 0;
  for (int host = 0; host < 100; ++host) {
    admitted += guess("2001:db8:1:" + std::to_string(host) + "::1") == 0 ? 1 : 0;
  }
  CHECK(admitted == static_cast<int>(limits::kWrongGuessesOfNetworkMax));
  CHECK(guard.stats().actions_refused == 100 - limits::kWrongGuessesOfNetworkMax);
  CHECK(guess("2001:db8:2::1") == 0);
  CHECK(guard.admit_guess("2001:db8:1::1", "ben", kNow) == 0);
  guard.guessed_right("2001:db8:1:5::1", "ana", kNow);
  CHECK(guess("2001:db8:1:99::1") == 0);
  CHECK(guess("2001:db8:1:99::1") > 0);
}
