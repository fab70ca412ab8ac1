#include "server/signing/guard.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "server/limits.h"

namespace undersigned::signing {
namespace {

struct ActionRate {
  Counted counted;
  double times_max;
};

ActionRate rate_of(RateLimitedAction action) {
  switch (action) {
    case RateLimitedAction::ConfirmByCode:
      return {Counted::ConfirmByCode, limits::kConfirmTimesMax};
    case RateLimitedAction::ConfirmByLink:
      return {Counted::ConfirmByLink, limits::kConfirmTimesMax};
    case RateLimitedAction::MailAgain:
      return {Counted::MailAgain, limits::kMailAgainTimesMax};
    case RateLimitedAction::MyCode:
      return {Counted::MyCode, limits::kMyCodeTimesMax};
    case RateLimitedAction::OpenMy:
      return {Counted::OpenMy, limits::kOpenMyTimesMax};
    case RateLimitedAction::AskChallenge:
      return {Counted::ChallengeAsked, limits::kChallengeAskedTimesMax};
  }
  return {Counted::ChallengeAsked, limits::kChallengeAskedTimesMax};
}

// Limits are compared with count + 0.5. The 0.5 offsets exponential decay: a count that has fallen a little still
// counts as a whole one.
constexpr double kDecayOffset = 0.5;

std::optional<std::int64_t> milliseconds(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

}  // namespace

Mails mails_of(const Campaign& campaign, ThanksMails thanks) {
  if (!counts_at_once(campaign)) return Mails::Confirmation;
  return thanks == ThanksMails::On && campaign.thanks == ThanksPolicy::Email ? Mails::Thanks : Mails::None;
}

Guard::Guard(const GuardOptions& options, const BlockedDomains& blocked) : options_(options), blocked_(blocked) {}

Verdict Guard::judge(const Attempt& attempt) {
  Verdict verdict = decide(attempt);
  switch (verdict.kind) {
    case Verdict::Kind::Accept:
      ++accepted_;
      if (verdict.suspicions != 0) ++suspicious_;
      break;
    case Verdict::Kind::Challenge:
      ++challenged_;
      break;
    case Verdict::Kind::TooMany:
      ++too_many_;
      break;
  }
  return verdict;
}

GuardStats Guard::stats() const {
  return {.accepted = accepted_,
          .suspicious = suspicious_,
          .challenged = challenged_,
          .too_many = too_many_,
          .actions_refused = actions_refused_};
}

Verdict Guard::decide(const Attempt& attempt) {
  const std::int64_t now_ms = attempt.now_ms;
  const Origin origin = origin_of(attempt.address);
  const Pressure pressure = pressure_on(origin, attempt.campaign, attempt.mails, now_ms);
  if (pressure.by_origin >= limits::kSignaturesTimesMax) {
    return too_many(pressure.by_origin, limits::kSignaturesTimesMax);
  }

  Verdict verdict;
  verdict.suspicions = suspicions_of(attempt, pressure);
  const ChallengeFor whose{attempt.campaign, origin.network};
  const int bits = bits_for(pressure);
  const bool free = bits == 0 || challenges_.redeem(whose, bits - 1, attempt.challenge, attempt.solution, now_ms);
  if (!free && attempt.solver == Solver::Script) {
    verdict.kind = Verdict::Kind::Challenge;
    verdict.challenge = {challenges_.issue(whose, bits, now_ms), bits};
    return verdict;
  }
  if (!free) {
    const double unsolved = times(Counted::Unsolved, origin, now_ms);
    if (unsolved >= limits::kUnsolvedTimesMax) return too_many(unsolved, limits::kUnsolvedTimesMax);
    verdict.suspicions |= static_cast<Suspicions>(Suspicion::Unsolved);
  }
  add(free ? Counted::Signatures : Counted::Unsolved, origin, now_ms);
  if (attempt.mails != Mails::None) {
    rates_.add(Counted::CampaignMails, attempt.campaign, now_ms);
    rates_.add(Counted::ServerMails, {}, now_ms);
  }
  return verdict;
}

Challenge Guard::challenge_for(std::string_view address, std::string_view campaign, Mails mails, std::int64_t now_ms) {
  const Origin origin = origin_of(address);
  const int bits = bits_for(pressure_on(origin, campaign, mails, now_ms));
  if (bits == 0) return {};
  return {challenges_.issue({campaign, origin.network}, bits, now_ms), bits};
}

std::int64_t Guard::admit(RateLimitedAction action, std::string_view address, std::int64_t now_ms) {
  const ActionRate rate = rate_of(action);
  const Origin origin = origin_of(address);
  const double done = times(rate.counted, origin, now_ms);
  if (done >= rate.times_max) {
    ++actions_refused_;
    return retry_after_s(done, rate.times_max);
  }
  add(rate.counted, origin, now_ms);
  return 0;
}

std::string Guard::counted_guess(const Guess& guess, std::int64_t now_ms) {
  const bool known = requests_.has(guess.asker, guess.ticket, now_ms);
  const char kind = guess.at == GuessAt::Signature ? 's' : 'm';
  return (known ? kind : '?') + std::string(guess.mailbox);
}

std::int64_t Guard::admit_guess(std::string_view address, std::string_view counted, std::int64_t now_ms) {
  const std::int64_t wait_s = guess_limiter_.admit(origin_of(address).network, counted, now_ms);
  if (wait_s > 0) ++actions_refused_;
  return wait_s;
}

void Guard::guessed_right(std::string_view address, std::string_view counted, std::int64_t now_ms) {
  guess_limiter_.succeeded(origin_of(address).network, counted, now_ms);
}

std::int64_t Guard::mail_order_ms(std::string_view address, std::string_view campaign, std::int64_t now_ms,
                                  std::int64_t served_ms) {
  return mail_order_.next(origin_of(address).network, campaign, now_ms, served_ms);
}

int Guard::mails_asked_before(std::string_view address, std::string_view mailbox, std::int64_t now_ms) {
  return mail_networks_.count(origin_of(address).network, mailbox, now_ms);
}

bool Guard::remember_request(std::string_view asker, std::string_view ticket, std::int64_t now_ms) {
  return requests_.count(asker, ticket, now_ms) > 0;
}

void Guard::forget_request(std::string_view asker, std::string_view ticket) {
  requests_.forget(asker, ticket);
}

Guard::Pressure Guard::pressure_on(const Origin& origin, std::string_view campaign, Mails mails, std::int64_t now_ms) {
  Pressure pressure;
  pressure.by_origin = times(Counted::Signatures, origin, now_ms);
  if (mails == Mails::None) return pressure;
  const double free = options_.free_signatures;
  pressure.by_mails =
      std::max(rates_.count(Counted::CampaignMails, campaign, now_ms) / (free * limits::kCampaignMailTimes),
               rates_.count(Counted::ServerMails, {}, now_ms) / (free * limits::kServerMailTimes));
  return pressure;
}

double Guard::times(Counted what, const Origin& origin, std::int64_t now_ms) {
  const double of_address = rates_.count(what, origin.address, now_ms) + kDecayOffset;
  const double of_network = (rates_.count(what, origin.network, now_ms) + kDecayOffset) / limits::kNetworkTimes;
  return std::max(of_address, of_network) / options_.free_signatures;
}

// When a count without further additions will have fallen below its limit.
std::int64_t Guard::retry_after_s(double times, double times_max) const {
  const double offset = kDecayOffset / options_.free_signatures;
  const double window_s = static_cast<double>(limits::kRateWindowMs) / 1000;
  const auto seconds = static_cast<std::int64_t>(window_s * std::log((times - offset) / (times_max - offset)));
  return std::max<std::int64_t>(seconds + 1, limits::kTooManyRetryS);
}

Verdict Guard::too_many(double times, double times_max) const {
  Verdict verdict;
  verdict.kind = Verdict::Kind::TooMany;
  verdict.retry_after_s = retry_after_s(times, times_max);
  return verdict;
}

void Guard::add(Counted what, const Origin& origin, std::int64_t now_ms) {
  rates_.add(what, origin.address, now_ms);
  rates_.add(what, origin.network, now_ms);
}

// 0: no challenge. Each doubling of the pressure adds one bit.
int Guard::bits_for(const Pressure& pressure) const {
  const double times = std::max(pressure.by_origin, pressure.by_mails);
  if (times < 1) return 0;
  return std::min(options_.challenge_bits_min + std::ilogb(times), limits::kChallengeBitsMax);
}

Suspicions Guard::suspicions_of(const Attempt& attempt, const Pressure& pressure) const {
  Suspicions suspicions = 0;
  const auto suspect = [&](Suspicion suspicion) { suspicions |= static_cast<Suspicions>(suspicion); };
  if (!attempt.website.empty()) suspect(Suspicion::Honeypot);
  const std::optional<std::int64_t> elapsed_ms = milliseconds(attempt.elapsed_ms);
  if (elapsed_ms && *elapsed_ms < options_.sign_ms_min) suspect(Suspicion::TooFast);
  if (blocked_.contains(attempt.mail_domain)) suspect(Suspicion::BlockedMail);
  const bool counts_at_once = attempt.mails != Mails::Confirmation;
  if (counts_at_once && pressure.by_origin >= limits::kFloodTimes) suspect(Suspicion::Flood);
  return suspicions;
}

}  // namespace undersigned::signing
