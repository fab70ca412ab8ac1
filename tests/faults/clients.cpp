#include "tests/faults/clients.h"

#include <algorithm>
#include <cstring>
#include <future>
#include <latch>

namespace undersigned::faults {
namespace {

using store::SignatureStatus;
using store::Signed;
using store::SignOutcome;

constexpr std::int64_t kNoonMs = 1'700'049'600'000;
constexpr int kKeysMax = 4;  // one mailbox is not written to without end

store::DedupeKey key_of(const Signer& signer) {
  store::DedupeKey key{};
  std::memcpy(key.data(), &signer.number, sizeof(signer.number));
  return key;
}

std::string key_of_request(const Signer& signer, int which) {
  return "key-of-" + std::to_string(signer.number) + "-" + std::to_string(which);
}

store::NewSignature signature_of(const Signer& signer, const Act& act) {
  store::NewSignature signature;
  signature.campaign = act.deed == Deed::SignUnknownCampaign ? "nobody-knows-it" : kSlug;
  signature.public_id = act.public_id;
  signature.dedupe_key = key_of(signer);
  signature.mailbox = key_of(signer);
  signature.idempotency_key = act.idempotency_key;
  signature.signature.name = "Ana María Pérez";
  signature.signature.email = "ana" + std::to_string(signer.number) + "@example.org";
  signature.signature.country = "US";
  signature.signature.comment = std::string(signer.number % 50 * 20, 'c');
  signature.signature.visibility = Visibility::Public;
  signature.signature.consents = {"updates"};
  signature.signature.text_version = "0123456789abcdef";
  signature.source.partner = signer.number % 2 == 0 ? "tribune" : "";
  signature.locale = "en";
  signature.time_ms = kNoonMs;
  if (signer.confirms) signature.status = SignatureStatus::Pending;
  if (signer.suspicious) signature.suspicion = static_cast<Suspicions>(Suspicion::TooFast);
  return signature;
}

store::Confirmation confirmation_of(const Signer& signer, const Act& act) {
  store::Confirmation confirmation;
  confirmation.campaign = kSlug;
  confirmation.dedupe_key = key_of(signer);
  confirmation.idempotency_key = act.idempotency_key;
  confirmation.mailbox = key_of(signer);
  confirmation.now_ms = kNoonMs;
  const bool right = act.deed == Deed::Confirm;
  confirmation.is_right = [right](const store::CodeIssue& issue) { return right && issue.number == 1; };
  return confirmation;
}

Told told_by(const Result<Signed>& result) {
  if (result) return result->outcome == SignOutcome::Stored ? Told::Stored : Told::AlreadyThere;
  const ErrorCode code = result.error().code;
  return code == ErrorCode::StorageFailed || code == ErrorCode::Busy ? Told::Failed : Told::Refused;
}

Campaign the_campaign() {
  Campaign campaign;
  campaign.slug = kSlug;
  campaign.title = "Free Dontae Sharpe";
  campaign.summary = "Twenty-five years for what he did not do.";
  campaign.consents = {{"updates", "Write to me about this campaign.", FieldUse::Optional}};
  return campaign;
}

SignatureStatus counted_as(const Signer& signer) {
  return signer.suspicious ? SignatureStatus::Quarantined : SignatureStatus::Confirmed;
}

bool stands(const Standing& standing) {
  return standing.there && standing.status != SignatureStatus::Withdrawn;
}

std::pair<Told, Standing> sign(const Signer& signer, const Act& act, Standing before) {
  const bool retry = before.there && before.idempotency_key == act.idempotency_key;
  if (stands(before) || retry) return {Told::AlreadyThere, std::move(before)};
  if (!signer.confirms) return {Told::Stored, {true, counted_as(signer), act.public_id, act.idempotency_key, {}}};
  const bool is_new = before.requests.emplace(act.idempotency_key, act.public_id).second;
  return {is_new ? Told::Stored : Told::AlreadyThere, std::move(before)};
}

std::pair<Told, Standing> confirm(const Signer& signer, const Act& act, Standing before) {
  const auto request = before.requests.find(act.idempotency_key);
  if (request == before.requests.end()) {
    const bool confirmed =
        before.there && before.status == counted_as(signer) && before.idempotency_key == act.idempotency_key;
    return {confirmed ? Told::AlreadyThere : Told::Refused, std::move(before)};
  }
  if (stands(before)) return {Told::Refused, std::move(before)};
  return {Told::Stored, {true, counted_as(signer), request->second, act.idempotency_key, {}}};
}

// A request that is withdrawn is its signer's signature from then on, and the other requests stay.
std::pair<Told, Standing> withdraw(const Act& act, Standing before) {
  if (before.there && before.public_id == act.public_id) {
    before.status = SignatureStatus::Withdrawn;
    return {Told::Stored, std::move(before)};
  }
  const auto request = std::find_if(before.requests.begin(), before.requests.end(),
                                    [&](const auto& entry) { return entry.second == act.public_id; });
  if (request == before.requests.end() || stands(before)) return {Told::Refused, std::move(before)};
  Standing after{true, SignatureStatus::Withdrawn, request->second, request->first, before.requests};
  after.requests.erase(after.idempotency_key);
  return {Told::Stored, std::move(after)};
}

// Whatever fails again and again leaves few different standings.
void add_once(std::vector<Standing>& standings, Standing standing) {
  if (std::find(standings.begin(), standings.end(), standing) == standings.end()) {
    standings.push_back(std::move(standing));
  }
}

}  // namespace

std::pair<Told, Standing> outcome_of(const Signer& signer, const Act& act, const Standing& before) {
  switch (act.deed) {
    case Deed::Sign:
      return sign(signer, act, before);
    case Deed::Confirm:
      return confirm(signer, act, before);
    case Deed::ConfirmWrongly:
    case Deed::SignUnknownCampaign:
      break;
    case Deed::Withdraw:
      return withdraw(act, before);
  }
  return {Told::Refused, before};
}

bool Clients::prepare(store::Store& store) {
  const auto campaigns = store.campaigns();
  if (!campaigns) return false;
  return !campaigns->empty() || store.import_campaigns({the_campaign()}, {}).ok();
}

void Clients::play(store::Store& store, Random& random) {
  const std::size_t people = random.once_in(2) ? 1 + random.below(3) : 9 + random.below(24);
  std::vector<InFlight> acts;
  for (auto& [number, signer] : signers_) {
    if (signer.unanswered && acts.size() < people) acts.push_back({&signer, *signer.unanswered});
  }
  while (acts.size() < people) {
    const bool known = !signers_.empty() && random.once_in(3);
    Signer& signer = known ? signers_.at(random.below(signers_.size())) : new_signer();
    const bool busy = signer.unanswered ||
                      std::any_of(acts.begin(), acts.end(), [&](const InFlight& act) { return act.signer == &signer; });
    if (!busy) acts.push_back({&signer, next_act(signer, random)});
  }
  send_group(store, acts);
  if (random.once_in(3)) withdraw(store, random);
  if (random.once_in(4)) take_mails(store, random);
  if (random.once_in(6)) add_user(store);
  if (random.once_in(8)) (void)store.sweep_mail(kNoonMs);
  if (random.once_in(8)) (void)store.import_campaigns({the_campaign()}, {});
}

bool Clients::retry(store::Store& store) {
  std::vector<InFlight> acts;
  for (auto& [number, signer] : signers_) {
    if (signer.unanswered) acts.push_back({&signer, *signer.unanswered});
  }
  if (!acts.empty()) send_group(store, acts);
  if (user_unanswered_) add_user(store);
  return !user_unanswered_ && std::none_of(signers_.begin(), signers_.end(),
                                           [](const auto& entry) { return entry.second.unanswered.has_value(); });
}

Signer& Clients::new_signer() {
  Signer signer;
  signer.number = signers_.size();
  signer.confirms = signer.number % 3 == 0;
  signer.suspicious = signer.number % 7 == 5;
  return signers_.emplace(signer.number, std::move(signer)).first->second;
}

Act Clients::next_act(Signer& signer, Random& random) {
  if (random.once_in(20)) return {Deed::SignUnknownCampaign, "refused-" + std::to_string(++attempts_), "no-key"};
  if (signer.keys_used == 0) return sign_act(signer, {});
  if (!signer.confirms || random.once_in(4)) return sign_act(signer, {});
  const auto which = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(signer.keys_used)));
  return {random.once_in(12) ? Deed::ConfirmWrongly : Deed::Confirm, {}, key_of_request(signer, which)};
}

Act Clients::sign_act(Signer& signer, std::string idempotency_key) {
  if (idempotency_key.empty()) {
    signer.keys_used = std::min(signer.keys_used + 1, kKeysMax);
    idempotency_key = key_of_request(signer, signer.keys_used);
  }
  return {Deed::Sign, "public-id-" + std::to_string(++attempts_), std::move(idempotency_key)};
}

// The first goes alone and holds the writer's thread until the others are queued, so that those are one group.
void Clients::send_group(store::Store& store, std::vector<InFlight>& acts) {
  std::latch answered(static_cast<std::ptrdiff_t>(acts.size()));
  std::promise<void> first_answered;
  std::promise<void> all_queued;
  send(store, acts.front(), [&] {
    first_answered.set_value();
    all_queued.get_future().wait();
    answered.count_down();
  });
  first_answered.get_future().wait();
  for (std::size_t i = 1; i < acts.size(); ++i) send(store, acts[i], [&] { answered.count_down(); });
  all_queued.set_value();
  answered.wait();
  for (const InFlight& in_flight : acts) settle(in_flight);
}

void Clients::send(store::Store& store, InFlight& in_flight, const std::function<void()>& answered) {
  const auto done = [&in_flight, answered](const Result<Signed>& result) {
    in_flight.told = told_by(result);
    answered();
  };
  const Act& act = in_flight.act;
  if (act.deed == Deed::Sign || act.deed == Deed::SignUnknownCampaign) {
    store.sign(signature_of(*in_flight.signer, act), done);
  } else {
    store.confirm(confirmation_of(*in_flight.signer, act), done);
  }
}

void Clients::settle(const InFlight& in_flight) {
  Signer& signer = *in_flight.signer;
  if (in_flight.act.deed == Deed::Sign) signer.seen = {};
  std::vector<Standing> after;
  for (const Standing& before : signer.possible) {
    auto [told, standing] = outcome_of(signer, in_flight.act, before);
    if (in_flight.told != Told::Failed && told != in_flight.told) continue;
    add_once(after, std::move(standing));
  }
  if (in_flight.told == Told::Failed) {
    // Retried with the same key, but as a server does it: with a public id of its own.
    Act again = in_flight.act;
    if (again.deed == Deed::Sign) again = sign_act(signer, again.idempotency_key);
    signer.unanswered = std::move(again);
    for (const Standing& before : signer.possible) add_once(after, before);
  } else {
    signer.unanswered.reset();
    if (in_flight.told != Told::Refused) ++acknowledged_;
  }
  if (after.empty()) {
    ++contradictions_;
    return;
  }
  signer.possible = std::move(after);
}

// Somebody whose signature or request the judge has seen, at /my or by an organizer.
void Clients::withdraw(store::Store& store, Random& random) {
  Signer& signer = signers_.at(random.below(signers_.size()));
  if (signer.seen.cursor == 0 || signer.unanswered || signer.possible.size() != 1) return;
  InFlight in_flight{&signer, {Deed::Withdraw, signer.seen.public_id, {}, signer.seen.cursor}};
  const Result<store::Counts> counts = store.set_status(signer.seen, SignatureStatus::Withdrawn);
  if (counts) in_flight.told = Told::Stored;
  if (!counts && counts.error().code == ErrorCode::NotFound) in_flight.told = Told::Refused;
  settle(in_flight);
  signer.unanswered.reset();
}

// What the outbox does: reads what is due and reports what was sent.
void Clients::take_mails(store::Store& store, Random& random) {
  const auto mails = store.waiting_mails(kNoonMs, 1 + random.below(10));
  if (!mails) return;
  std::vector<store::MailReport> reports;
  std::vector<MailOfSignature> sent;
  for (const store::WaitingMail& mail : *mails) {
    if (random.once_in(4)) {
      reports.push_back({mail.id, store::MailOutcome::TryLater, kNoonMs, 0});
      continue;
    }
    reports.push_back({mail.id, store::MailOutcome::Sent, 0, kNoonMs});
    sent.emplace_back(mail.issue.subject, mail.kind);
  }
  reported_.insert(sent.begin(), sent.end());
  if (store.report_mails(reports)) gone_.insert(sent.begin(), sent.end());
}

void Clients::add_user(store::Store& store) {
  const std::string name = user_unanswered_.value_or("user" + std::to_string(users_tried_.size()));
  const bool again = user_unanswered_.has_value();
  users_tried_.insert(name);
  const Status added = store.add_user(name, "hash", store::Role::Viewer);
  const bool there = added.ok() || (again && added.error().code == ErrorCode::Duplicate);
  user_unanswered_ = there ? std::nullopt : std::optional(name);
  if (there) users_added_.insert(name);
}

}  // namespace undersigned::faults
