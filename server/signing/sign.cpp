#include "server/signing/sign.h"

#include <algorithm>
#include <utility>

#include "server/crypto/random.h"
#include "server/limits.h"
#include "server/signing/after_commit.h"
#include "server/signing/mail_place.h"
#include "shared/limits.h"
#include "shared/text/email.h"

namespace undersigned::signing {
namespace {

bool is_key(std::string_view key) {
  return key.size() >= limits::kIdempotencyKeyBytesMin && key.size() <= limits::kIdempotencyKeyBytesMax &&
         std::all_of(key.begin(), key.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
         });
}

// The source of a signature is for the organizers, not the signer's business: a value that does not fit is left out,
// not refused.
std::string fitting(std::string text, std::size_t bytes_max) {
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  if (!plain || text.size() > bytes_max) text.clear();
  return text;
}

std::string page_address(std::string page) {
  page.resize(std::min(page.find_first_of("?#"), page.size()));
  if (page.rfind("https://", 0) != 0 && page.rfind("http://", 0) != 0) page.clear();
  return fitting(std::move(page), limits::kUrlBytesMax);
}

store::SignatureSource source_of(SignCall& call) {
  store::SignatureSource source;
  source.partner = std::move(call.partner);
  source.origin = fitting(std::move(call.origin), limits::kOriginBytesMax);
  source.page = page_address(std::move(call.form.page));
  source.utm_source = fitting(std::move(call.form.utm_source), limits::kUtmBytesMax);
  source.utm_medium = fitting(std::move(call.form.utm_medium), limits::kUtmBytesMax);
  source.utm_campaign = fitting(std::move(call.form.utm_campaign), limits::kUtmBytesMax);
  return source;
}

// What is wrong with the request itself.
std::vector<Error> check_call(const Services& services, const SignCall& call) {
  const std::string today = utc_date(services.utc_now_ms());
  if (!accepts_signatures(call.entry->campaign, today)) return {{ErrorCode::CampaignClosed, Field::Campaign}};
  const std::string& key = call.form.idempotency_key;
  if (!key.empty() && !is_key(key)) return {{ErrorCode::BadKey, Field::IdempotencyKey}};
  return {};
}

Verdict judge(const Services& services, const SignCall& call, std::string_view email) {
  return services.guard.judge({.address = call.address,
                               .campaign = call.entry->campaign.slug,
                               .challenge = call.form.challenge,
                               .solution = call.form.solution,
                               .elapsed_ms = call.form.elapsed_ms,
                               .website = call.form.website,
                               .mail_domain = email_domain(email),
                               .solver = call.solver,
                               .mails = mails_of(call.entry->campaign, services.thanks_mails),
                               .now_ms = services.utc_now_ms()});
}

Refusal refusal_of(Verdict verdict) {
  if (verdict.kind == Verdict::Kind::Challenge) {
    return {.errors = {{ErrorCode::ChallengeNeeded, Field::None}}, .challenge = std::move(verdict.challenge)};
  }
  return {.errors = {{ErrorCode::TooManyRequests, Field::None}}, .retry_after_s = verdict.retry_after_s};
}

// Finds out whether the request is repeated. Returns the callback that forgets it if it is not stored.
store::SignCallback note_request(const Services& services, store::NewSignature& signature, store::SignCallback done) {
  const bool repeats =
      services.guard.remember_request(bytes_of(signature.dedupe_key), signature.idempotency_key, services.utc_now_ms());
  if (repeats) signature.mail_place.request = store::MailRequest::Repeated;
  return [&services, key = signature.dedupe_key, ticket = signature.idempotency_key,
          done = std::move(done)](const Result<store::Signed>& outcome) {
    if (!outcome) services.guard.forget_request(bytes_of(key), ticket);
    done(outcome);
  };
}

}  // namespace

Refusal sign(const Services& services, SignCall call, store::SignCallback done) {
  if (std::vector<Error> errors = check_call(services, call); !errors.empty()) return {.errors = std::move(errors)};
  const campaigns::Entry& entry = *call.entry;
  CheckOutcome checked = check_signature(entry.rules, call.form.draft);
  if (!checked.ok()) return {.errors = std::move(checked.errors)};
  Verdict verdict = judge(services, call, checked.signature.email);
  if (verdict.kind != Verdict::Kind::Accept) return refusal_of(std::move(verdict));

  store::NewSignature signature;
  signature.campaign = entry.campaign.slug;
  signature.public_id = crypto::random_public_id();
  const SignerKeys keys = services.dedupe_keys.keys(entry.campaign.slug, checked.signature);
  signature.dedupe_key = keys.key;
  signature.former_key = keys.former;
  signature.idempotency_key =
      call.form.idempotency_key.empty() ? crypto::random_public_id() : std::move(call.form.idempotency_key);
  signature.signature = std::move(checked.signature);
  signature.source = source_of(call);
  signature.locale = locale_tag(locale_from_tag(call.form.locale));
  const Mails mails = mails_of(entry.campaign, services.thanks_mails);
  const bool confirms = mails == Mails::Confirmation;
  signature.status = confirms ? store::SignatureStatus::Pending : store::SignatureStatus::Confirmed;
  signature.thanks = mails == Mails::Thanks ? store::ThanksMail::Yes : store::ThanksMail::No;
  if (mails != Mails::None) {
    signature.mailbox = services.dedupe_keys.mailbox(signature.signature.email);
    signature.mail_place = mail_place(services, call.address, signature.campaign, signature.mailbox);
    done = note_request(services, signature, std::move(done));
  }
  signature.time_ms = services.utc_now_ms();
  signature.suspicion = verdict.suspicions;
  services.signatures.sign(std::move(signature), after_commit(services, std::move(call.entry), std::move(done)));
  return {};
}

}  // namespace undersigned::signing
