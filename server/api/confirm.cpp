#include "server/api/confirm.h"

#include <utility>

#include "server/api/after_commit.h"
#include "server/mail/code.h"
#include "shared/signature/form.h"
#include "shared/text/characters.h"
#include "shared/text/email.h"
#include "shared/text/form_urlencoded.h"
#include "shared/text/name.h"

namespace undersigned::api {
namespace {

constexpr Error kWrongCode{ErrorCode::WrongCode, Field::Code};

std::string* member_of(SignerForm& form, std::string_view name) {
  if (name == "name") return &form.name;
  if (name == "organization") return &form.organization;
  if (name == "email") return &form.email;
  if (name == "code") return &form.code;
  if (name == "locale") return &form.locale;
  return nullptr;
}

// Who is meant, in the form that the deduplication key is made from; nothing for what no signature can have.
std::optional<CheckedSignature> signer_of(const catalog::Entry& entry, const SignerForm& form) {
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

}  // namespace

Result<SignerForm> parse_signer_form(std::string_view body) {
  Result<Form> fields = parse_form(body);
  if (!fields) return Error{ErrorCode::BadBody, Field::Body};
  SignerForm form;
  for (FormField& field : fields.value()) {
    if (std::string* member = member_of(form, field.name)) *member = std::move(field.value);
  }
  return form;
}

std::vector<Error> confirm_by_code(const Services& services, const catalog::EntryPointer& entry, const SignerForm& form,
                                   store::SignCallback done) {
  if (trim(form.code).empty()) return {{ErrorCode::Required, Field::Code}};
  const std::optional<std::string> code = mail::read_code(form.code);
  const std::optional<CheckedSignature> signer = signer_of(*entry, form);
  if (!code || !signer) return {kWrongCode};

  store::Confirmation confirmation;
  confirmation.campaign = entry->campaign.slug;
  confirmation.dedupe_key = services.dedupe_keys.key(entry->campaign.slug, *signer);
  confirmation.is_right = [&codes = services.mail_codes, code = *code](const store::CodeIssue& issue) {
    return codes.is_code(mail::CodePurpose::ConfirmSignature, issue, code);
  };
  confirmation.now_ms = services.utc_now_ms();
  services.store.confirm(std::move(confirmation), after_commit(services, entry, std::move(done)));
  return {};
}

void confirm_by_link(const Services& services, const catalog::EntryPointer& entry, std::string_view token,
                     store::SignCallback done) {
  const std::optional<std::int64_t> cursor = mail::cursor_of_link_token(token);
  if (!cursor) return done(kWrongCode);
  store::Confirmation confirmation;
  confirmation.campaign = entry->campaign.slug;
  confirmation.cursor = *cursor;
  confirmation.is_right = [&codes = services.mail_codes, token = std::string(token)](const store::CodeIssue& issue) {
    return codes.is_link_token(issue, token);
  };
  confirmation.now_ms = services.utc_now_ms();
  services.store.confirm(std::move(confirmation), after_commit(services, entry, std::move(done)));
}

void send_again(const Services& services, const catalog::EntryPointer& entry, const SignerForm& form,
                store::SignCallback done) {
  const std::optional<CheckedSignature> signer = signer_of(*entry, form);
  // What no signature can have, or no signer of this campaign is ever asked, says nothing of anybody.
  if (!signer || entry->campaign.confirmation != ConfirmationPolicy::Email) return done(store::Signed{});
  services.store.send_again(entry->campaign.slug, services.dedupe_keys.key(entry->campaign.slug, *signer),
                            services.dedupe_keys.mailbox(signer->email), services.utc_now_ms(),
                            [&services, done = std::move(done)](const Result<store::Signed>& outcome) {
                              services.outbox.wake();
                              done(outcome);
                            });
}

}  // namespace undersigned::api
