#include "server/signing/confirm.h"

#include <optional>
#include <utility>

#include "server/mail/code.h"
#include "server/signing/after_commit.h"
#include "server/signing/mail_place.h"
#include "shared/signature/form.h"
#include "shared/text/characters.h"
#include "shared/text/email.h"
#include "shared/text/name.h"

namespace undersigned::signing {
namespace {

constexpr Error kWrongCode{ErrorCode::WrongCode, Field::Code};

// The signer in the form that the deduplication key is made from; nothing if no signature can have these values.
std::optional<CheckedSignature> signer_of(const campaigns::Entry& entry, const SignerForm& form) {
  CheckedSignature signer;
  const bool organization = entry.campaign.kind == CampaignKind::Endorsement;
  Result<std::string> name = organization ? check_organization(form.organization) : check_name(form.name);
  Result<std::string> email = check_email(form.email);
  if (!name || !email) return std::nullopt;
  signer.kind = organization ? SignatureKind::Organization : SignatureKind::Person;
  (organization ? signer.organization : signer.name) = std::move(name).value();
  signer.email = std::move(email).value();
  return signer;
}

// Nothing if the text is not a token.
std::optional<store::Confirmation> confirmation_of_link(const Services& services, const campaigns::Entry& entry,
                                                        std::string_view token) {
  const std::optional<std::int64_t> cursor = services.mail_codes.cursor_of_link_token(token);
  if (!cursor) return {};
  store::Confirmation confirmation;
  confirmation.campaign = entry.campaign.slug;
  confirmation.cursor = *cursor;
  confirmation.is_right = [&codes = services.mail_codes, token = std::string(token)](const store::CodeIssue& issue) {
    return codes.is_link_token(issue, token);
  };
  confirmation.now_ms = services.utc_now_ms();
  confirmation.mail_place.order_ms = services.outbox.served_ms(store::MailLane::New, confirmation.now_ms);
  return confirmation;
}

}  // namespace

std::optional<RequestName> request_name(const Services& services, const campaigns::Entry& entry,
                                        const SignerForm& form) {
  const std::optional<CheckedSignature> signer = signer_of(entry, form);
  if (!signer) return std::nullopt;
  return RequestName{services.dedupe_keys.key(entry.campaign.slug, *signer),
                     services.dedupe_keys.mailbox(signer->email), form.idempotency_key};
}

CodeRefusal confirm_by_code(const Services& services, const campaigns::EntryPointer& entry,
                            const std::optional<RequestName>& request, std::string_view typed_code,
                            const std::string& address, store::SignCallback done) {
  if (trim(typed_code).empty()) return {.errors = {{ErrorCode::Required, Field::Code}}};
  const std::optional<std::string> code = mail::read_code(typed_code);
  if (!code || !request) return {.errors = {kWrongCode}};

  store::Confirmation confirmation;
  confirmation.campaign = entry->campaign.slug;
  confirmation.dedupe_key = request->dedupe_key;
  confirmation.idempotency_key = request->idempotency_key;
  confirmation.mailbox = request->mailbox;
  confirmation.now_ms = services.utc_now_ms();
  const std::string counted =
      services.guard.counted_guess({GuessAt::Signature, bytes_of(confirmation.mailbox),
                                    bytes_of(confirmation.dedupe_key), confirmation.idempotency_key},
                                   confirmation.now_ms);
  const std::int64_t wait_s = services.guard.admit_guess(address, counted, confirmation.now_ms);
  if (wait_s > 0) return {.errors = {{ErrorCode::TooManyRequests, Field::Code}}, .retry_after_s = wait_s};
  confirmation.mail_place.order_ms = mail_order_ms(services, address, confirmation.campaign);
  confirmation.is_right = [&codes = services.mail_codes, code = *code](const store::CodeIssue& issue) {
    return codes.is_code(mail::CodePurpose::ConfirmSignature, issue, code);
  };
  const auto judged = [&services, address, counted, now_ms = confirmation.now_ms,
                       done = std::move(done)](const Result<store::Signed>& outcome) {
    const bool wrong = !outcome && outcome.error().code == ErrorCode::WrongCode;
    if (!wrong) services.guard.guessed_right(address, counted, now_ms);
    done(outcome);
  };
  services.signatures.confirm(std::move(confirmation), after_commit(services, entry, judged));
  return {};
}

Result<store::SignatureRecord> request_behind_link(const Services& services, const campaigns::EntryPointer& entry,
                                                   std::string_view token) {
  const std::optional<store::Confirmation> link = confirmation_of_link(services, *entry, token);
  if (!link) return kWrongCode;
  return services.signatures.request_behind_link(*link);
}

void confirm_by_link(const Services& services, const campaigns::EntryPointer& entry, std::string_view token,
                     store::SignCallback done) {
  std::optional<store::Confirmation> link = confirmation_of_link(services, *entry, token);
  if (!link) return done(kWrongCode);
  services.signatures.confirm(*std::move(link), after_commit(services, entry, std::move(done)));
}

void send_again(const Services& services, const campaigns::EntryPointer& entry,
                const std::optional<RequestName>& request, const std::string& address, store::SignCallback done) {
  // Replying at once reveals nothing here: no signature can have these values, or nobody in this campaign has to
  // confirm.
  if (!request || entry->campaign.confirmation != ConfirmationPolicy::Email) return done(store::Signed{});
  store::SendAgain again;
  again.campaign = entry->campaign.slug;
  again.dedupe_key = request->dedupe_key;
  again.idempotency_key = request->idempotency_key;
  again.mailbox = request->mailbox;
  again.now_ms = services.utc_now_ms();
  again.mail_place = mail_place(services, address, again.campaign, again.mailbox);
  services.signatures.send_again(std::move(again),
                                 [&services, done = std::move(done)](const Result<store::Signed>& outcome) {
                                   services.outbox.wake();
                                   done(outcome);
                                 });
}

}  // namespace undersigned::signing
