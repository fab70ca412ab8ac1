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
constexpr int kKeysMax = 4;  // the number of mails to one mailbox is limited

store::DedupeKey key_of(const Signer& signer) {
  store::DedupeKey key{};
  std::memcpy(key.data(), &signer.number, sizeof(signer.number));
  return key;
}

std::string key_of_request(const Signer& signer, int which) {
  return "key-of-" + std::to_string(signer.number) + "-" + std::to_string(which);
}

bool may_be_replaced(const StoredState& state) {
  return state.there && state.status != SignatureStatus::Confirmed;
}

// A mailbox of its own, as far as limits are concerned: one mailbox gets only so many mails.
store::MailboxKey mailbox_of(const ClientRequest& request) {
  store::MailboxKey key{};
  std::copy_n(request.public_id.rbegin(), std::min(key.size(), request.public_id.size()), key.begin());
  return key;
}

store::NewSignature signature_of(const Signer& signer, const ClientRequest& request) {
  store::NewSignature signature;
  signature.campaign = request.kind == RequestKind::SignUnknownCampaign ? "nobody-knows-it" : kSlug;
  signature.public_id = request.public_id;
  signature.dedupe_key = key_of(signer);
  signature.mailbox = mailbox_of(request);
  signature.idempotency_key = request.idempotency_key;
  // A repeated request gets no second mail, and one that is new its mail all the same, unless its signer has a
  // signature that does not count.
  if (!has_replaceable(signer)) signature.mail_place.request = store::MailRequest::Repeated;
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

store::Confirmation confirmation_of(const Signer& signer, const ClientRequest& request) {
  store::Confirmation confirmation;
  confirmation.campaign = kSlug;
  confirmation.dedupe_key = key_of(signer);
  confirmation.idempotency_key = request.idempotency_key;
  confirmation.mailbox = key_of(signer);
  confirmation.now_ms = kNoonMs;
  const bool right = request.kind == RequestKind::Confirm;
  confirmation.is_right = [right](const store::CodeIssue& issue) { return right && issue.number == 1; };
  return confirmation;
}

Response response_of(const Result<Signed>& result) {
  if (result) return result->outcome == SignOutcome::Stored ? Response::Stored : Response::AlreadyThere;
  const ErrorCode code = result.error().code;
  return code == ErrorCode::StorageFailed || code == ErrorCode::Busy ? Response::Failed : Response::Refused;
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

bool is_counted(const StoredState& state) {
  return state.there && state.status == SignatureStatus::Confirmed;
}

std::pair<Response, StoredState> sign(const Signer& signer, const ClientRequest& request, StoredState before) {
  const bool retry = before.there && before.idempotency_key == request.idempotency_key;
  if (is_counted(before) || retry) return {Response::AlreadyThere, std::move(before)};
  if (!signer.confirms)
    return {Response::Stored, {true, counted_as(signer), request.public_id, request.idempotency_key, {}}};
  const bool is_new = before.requests.emplace(request.idempotency_key, request.public_id).second;
  return {is_new ? Response::Stored : Response::AlreadyThere, std::move(before)};
}

std::pair<Response, StoredState> confirm(const Signer& signer, const ClientRequest& request, StoredState before) {
  const auto pending = before.requests.find(request.idempotency_key);
  if (pending == before.requests.end()) {
    const bool confirmed =
        before.there && before.status == counted_as(signer) && before.idempotency_key == request.idempotency_key;
    return {confirmed ? Response::AlreadyThere : Response::Refused, std::move(before)};
  }
  if (is_counted(before)) return {Response::Refused, std::move(before)};
  return {Response::Stored, {true, counted_as(signer), pending->second, request.idempotency_key, {}}};
}

// A withdrawn request becomes its signer's signature, or is deleted if they have one that waits for an organizer; the
// other requests stay.
std::pair<Response, StoredState> withdraw(const ClientRequest& request, StoredState before) {
  if (before.there && before.public_id == request.public_id) {
    before.status = SignatureStatus::Withdrawn;
    return {Response::Stored, std::move(before)};
  }
  const auto pending = std::find_if(before.requests.begin(), before.requests.end(),
                                    [&](const auto& entry) { return entry.second == request.public_id; });
  if (pending == before.requests.end() || is_counted(before)) return {Response::Refused, std::move(before)};
  if (before.there && before.status != SignatureStatus::Withdrawn) {
    before.requests.erase(pending);
    return {Response::Stored, std::move(before)};
  }
  StoredState after{true, SignatureStatus::Withdrawn, pending->second, pending->first, before.requests};
  after.requests.erase(after.idempotency_key);
  return {Response::Stored, std::move(after)};
}

// Repeated failures lead to few distinct states, so the list stays short.
void add_once(std::vector<StoredState>& states, StoredState state) {
  if (std::find(states.begin(), states.end(), state) == states.end()) {
    states.push_back(std::move(state));
  }
}

}  // namespace

bool has_replaceable(const Signer& signer) {
  return std::any_of(signer.possible.begin(), signer.possible.end(), may_be_replaced);
}

std::pair<Response, StoredState> outcome_of(const Signer& signer, const ClientRequest& request,
                                            const StoredState& before) {
  switch (request.kind) {
    case RequestKind::Sign:
      return sign(signer, request, before);
    case RequestKind::Confirm:
      return confirm(signer, request, before);
    case RequestKind::ConfirmWrongly:
    case RequestKind::SignUnknownCampaign:
      break;
    case RequestKind::Withdraw:
      return withdraw(request, before);
  }
  return {Response::Refused, before};
}

bool Clients::prepare(store::Store& store) {
  const auto campaigns = store.campaigns();
  if (!campaigns) return false;
  return !campaigns->empty() || store.import_campaigns({the_campaign()}, {}).ok();
}

void Clients::play(store::Store& store, Random& random) {
  const std::size_t people = random.once_in(2) ? 1 + random.below(3) : 9 + random.below(24);
  std::vector<InFlight> requests;
  for (auto& [number, signer] : signers_) {
    if (signer.unanswered && requests.size() < people) requests.push_back({&signer, *signer.unanswered});
  }
  while (requests.size() < people) {
    const bool known = !signers_.empty() && random.once_in(3);
    Signer& signer = known ? signers_.at(random.below(signers_.size())) : new_signer();
    const bool busy = signer.unanswered || std::any_of(requests.begin(), requests.end(), [&](const InFlight& request) {
                        return request.signer == &signer;
                      });
    if (!busy) requests.push_back({&signer, next_request(signer, random)});
  }
  send_group(store, requests);
  if (random.once_in(3)) withdraw(store, random);
  if (random.once_in(4)) take_mails(store, random);
  if (random.once_in(6)) add_user(store);
  if (random.once_in(8)) (void)store.sweep_mail(kNoonMs);
  if (random.once_in(8)) (void)store.import_campaigns({the_campaign()}, {});
}

bool Clients::retry(store::Store& store) {
  std::vector<InFlight> requests;
  for (auto& [number, signer] : signers_) {
    if (signer.unanswered) requests.push_back({&signer, *signer.unanswered});
  }
  if (!requests.empty()) send_group(store, requests);
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

ClientRequest Clients::next_request(Signer& signer, Random& random) {
  if (random.once_in(20)) return {RequestKind::SignUnknownCampaign, "refused-" + std::to_string(++attempts_), "no-key"};
  if (signer.keys_used == 0) return sign_request(signer, {});
  if (!signer.confirms || random.once_in(4)) return sign_request(signer, {});
  const auto which = 1 + static_cast<int>(random.below(static_cast<std::uint64_t>(signer.keys_used)));
  return {random.once_in(12) ? RequestKind::ConfirmWrongly : RequestKind::Confirm, {}, key_of_request(signer, which)};
}

ClientRequest Clients::sign_request(Signer& signer, std::string idempotency_key) {
  if (idempotency_key.empty()) {
    signer.keys_used = std::min(signer.keys_used + 1, kKeysMax);
    idempotency_key = key_of_request(signer, signer.keys_used);
  }
  return {RequestKind::Sign, "public-id-" + std::to_string(++attempts_), std::move(idempotency_key)};
}

// The first request is sent alone and blocks the writer's thread until the others are queued, so that these are one
// group.
void Clients::send_group(store::Store& store, std::vector<InFlight>& requests) {
  std::latch answered(static_cast<std::ptrdiff_t>(requests.size()));
  std::promise<void> first_answered;
  std::promise<void> all_queued;
  send(store, requests.front(), [&] {
    first_answered.set_value();
    all_queued.get_future().wait();
    answered.count_down();
  });
  first_answered.get_future().wait();
  for (std::size_t i = 1; i < requests.size(); ++i) send(store, requests[i], [&] { answered.count_down(); });
  all_queued.set_value();
  answered.wait();
  for (const InFlight& in_flight : requests) settle(in_flight);
}

void Clients::send(store::Store& store, InFlight& in_flight, const std::function<void()>& answered) {
  const auto done = [&in_flight, answered](const Result<Signed>& result) {
    in_flight.response = response_of(result);
    answered();
  };
  const ClientRequest& request = in_flight.request;
  if (request.kind == RequestKind::Sign || request.kind == RequestKind::SignUnknownCampaign) {
    store.sign(signature_of(*in_flight.signer, request), done);
  } else {
    store.confirm(confirmation_of(*in_flight.signer, request), done);
  }
}

void Clients::settle(const InFlight& in_flight) {
  Signer& signer = *in_flight.signer;
  if (in_flight.request.kind == RequestKind::Sign) signer.seen = {};
  std::vector<StoredState> after;
  for (const StoredState& before : signer.possible) {
    auto [response, state] = outcome_of(signer, in_flight.request, before);
    if (in_flight.response != Response::Failed && response != in_flight.response) continue;
    add_once(after, std::move(state));
  }
  if (in_flight.response == Response::Failed) {
    // A retry has the same key but, as from a server, a new public id.
    ClientRequest again = in_flight.request;
    if (again.kind == RequestKind::Sign) again = sign_request(signer, again.idempotency_key);
    signer.unanswered = std::move(again);
    for (const StoredState& before : signer.possible) add_once(after, before);
  } else {
    signer.unanswered.reset();
    if (in_flight.response != Response::Refused) ++acknowledged_;
  }
  if (after.empty()) {
    ++contradictions_;
    return;
  }
  signer.possible = std::move(after);
}

// Withdraws a signature or request that the judge has seen, as from /my or by an organizer.
void Clients::withdraw(store::Store& store, Random& random) {
  Signer& signer = signers_.at(random.below(signers_.size()));
  if (signer.seen.cursor == 0 || signer.unanswered || signer.possible.size() != 1) return;
  InFlight in_flight{&signer, {RequestKind::Withdraw, signer.seen.public_id, {}, signer.seen.cursor}};
  const Result<store::Counts> counts = store.set_status(signer.seen, SignatureStatus::Withdrawn);
  if (counts) in_flight.response = Response::Stored;
  if (!counts && counts.error().code == ErrorCode::NotFound) in_flight.response = Response::Refused;
  settle(in_flight);
  signer.unanswered.reset();
}

// What the outbox does: reads due mails and reports them as sent.
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
