#include "server/abuse/guard.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "server/http/ip_address.h"

namespace undersigned::abuse {
namespace {

// The part of an address that one host or one household has, and the part that one provider gives to neighbours.
constexpr int kAddressBitsV4 = 32;
constexpr int kNetworkBitsV4 = 24;
constexpr int kAddressBitsV6 = 64;
constexpr int kNetworkBitsV6 = 48;

struct ErrandRate {
  Counted counted;
  double times_max;
};

ErrandRate rate_of(Errand errand) {
  switch (errand) {
    case Errand::ConfirmByCode:
      return {Counted::ConfirmByCode, limits::kConfirmTimesMax};
    case Errand::ConfirmByLink:
      return {Counted::ConfirmByLink, limits::kConfirmTimesMax};
    case Errand::MailAgain:
      return {Counted::MailAgain, limits::kMailAgainTimesMax};
    case Errand::MyCode:
      return {Counted::MyCode, limits::kMyCodeTimesMax};
    case Errand::OpenMy:
      return {Counted::OpenMy, limits::kOpenMyTimesMax};
    case Errand::AskChallenge:
      return {Counted::ChallengeAsked, limits::kChallengeAskedTimesMax};
  }
  return {Counted::ChallengeAsked, limits::kChallengeAskedTimesMax};
}

// A count is compared with half of one more, so that what has fallen a little since it came still counts as one.
constexpr double kHalf = 0.5;

std::optional<std::int64_t> milliseconds(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

}  // namespace

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
          .errands_refused = errands_refused_};
}

Verdict Guard::decide(const Attempt& attempt) {
  const std::int64_t now_ms = attempt.now_ms;
  const Origin origin = origin_of(attempt.address);
  const Pressure pressure = pressure_on(origin, attempt.campaign, attempt.mails, now_ms);
  if (pressure.by_origin >= limits::kSignaturesTimesMax) {
    return too_many(pressure.by_origin, limits::kSignaturesTimesMax);
  }
  if (pressure.by_mails >= limits::kMailTimesMax) return too_many(pressure.by_mails, limits::kMailTimesMax);

  Verdict verdict;
  verdict.suspicions = suspicions_of(attempt);
  const bool by_script = attempt.solver == Solver::Script;
  const bool asked = pressure.by_origin >= 1 || (by_script && pressure.by_mails >= 1);
  const bool free = !asked || challenges_.redeem(attempt.campaign, attempt.challenge, attempt.solution, now_ms);
  if (!free && by_script) {
    verdict.kind = Verdict::Kind::Challenge;
    verdict.challenge = issue(pressure, attempt.campaign, now_ms);
    return verdict;
  }
  if (!free) {
    const double unsolved = times(Counted::Unsolved, origin, now_ms);
    if (unsolved >= limits::kUnsolvedTimesMax) return too_many(unsolved, limits::kUnsolvedTimesMax);
    verdict.suspicions |= static_cast<store::Suspicions>(store::Suspicion::Unsolved);
  }
  add(free ? Counted::Signatures : Counted::Unsolved, origin, now_ms);
  if (attempt.mails == Mails::Yes) {
    rates_.add(Counted::CampaignMails, attempt.campaign, now_ms);
    rates_.add(Counted::ServerMails, {}, now_ms);
  }
  return verdict;
}

Challenge Guard::challenge_for(std::string_view address, std::string_view campaign, Mails mails, std::int64_t now_ms) {
  const Pressure pressure = pressure_on(origin_of(address), campaign, mails, now_ms);
  if (pressure.by_origin < 1 && pressure.by_mails < 1) return {};
  return issue(pressure, campaign, now_ms);
}

std::int64_t Guard::admit(Errand errand, std::string_view address, std::int64_t now_ms) {
  const ErrandRate rate = rate_of(errand);
  const Origin origin = origin_of(address);
  const double done = times(rate.counted, origin, now_ms);
  if (done >= rate.times_max) {
    ++errands_refused_;
    return retry_after_s(done, rate.times_max);
  }
  add(rate.counted, origin, now_ms);
  return 0;
}

Guard::Origin Guard::origin_of(std::string_view address) {
  const auto ip = http::parse_ip(address);
  if (!ip) return {std::string(address), "/" + std::string(address)};
  const bool v4 = ip->family == http::IpFamily::V4;
  return {http::prefix(*ip, v4 ? kAddressBitsV4 : kAddressBitsV6).key(),
          http::prefix(*ip, v4 ? kNetworkBitsV4 : kNetworkBitsV6).key()};
}

Guard::Pressure Guard::pressure_on(const Origin& origin, std::string_view campaign, Mails mails, std::int64_t now_ms) {
  Pressure pressure;
  pressure.by_origin = times(Counted::Signatures, origin, now_ms);
  if (mails == Mails::No) return pressure;
  const double free = options_.free_signatures;
  pressure.by_mails =
      std::max(rates_.count(Counted::CampaignMails, campaign, now_ms) / (free * limits::kCampaignMailTimes),
               rates_.count(Counted::ServerMails, {}, now_ms) / (free * limits::kServerMailTimes));
  return pressure;
}

double Guard::times(Counted what, const Origin& origin, std::int64_t now_ms) {
  const double of_address = rates_.count(what, origin.address, now_ms) + kHalf;
  const double of_network = (rates_.count(what, origin.network, now_ms) + kHalf) / limits::kNetworkTimes;
  return std::max(of_address, of_network) / options_.free_signatures;
}

// When a count that nothing is added to has fallen below what it may be.
std::int64_t Guard::retry_after_s(double times, double times_max) const {
  const double half = kHalf / options_.free_signatures;
  const double window_s = static_cast<double>(limits::kRateWindowMs) / 1000;
  const auto seconds = static_cast<std::int64_t>(window_s * std::log((times - half) / (times_max - half)));
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

// One bit more for twice as many.
Challenge Guard::issue(const Pressure& pressure, std::string_view campaign, std::int64_t now_ms) const {
  const int doublings = std::max(0, std::ilogb(std::max(pressure.by_origin, pressure.by_mails)));
  const int bits = std::min(options_.challenge_bits_min + doublings, limits::kChallengeBitsMax);
  return {challenges_.issue(campaign, bits, now_ms), bits};
}

store::Suspicions Guard::suspicions_of(const Attempt& attempt) const {
  store::Suspicions suspicions = 0;
  const auto suspect = [&](store::Suspicion suspicion) { suspicions |= static_cast<store::Suspicions>(suspicion); };
  if (!attempt.website.empty()) suspect(store::Suspicion::Honeypot);
  const std::optional<std::int64_t> elapsed_ms = milliseconds(attempt.elapsed_ms);
  if (elapsed_ms && *elapsed_ms < options_.sign_ms_min) suspect(store::Suspicion::TooFast);
  if (blocked_.contains(attempt.mail_domain)) suspect(store::Suspicion::BlockedMail);
  return suspicions;
}

}  // namespace undersigned::abuse
