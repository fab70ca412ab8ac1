#include "shared/signature/form.h"

#include <array>
#include <utility>

#include "shared/campaign/names.h"
#include "shared/limits.h"
#include "shared/text/domain_hint.h"
#include "shared/text/email.h"
#include "shared/text/form_urlencoded.h"

namespace undersigned {
namespace {

struct NamedMember {
  std::string_view name;
  std::string SignatureForm::*member;
};

struct NamedDraftMember {
  std::string_view name;
  std::string SignatureDraft::*member;
};

constexpr std::array<NamedDraftMember, 10> kDraftMembers{{
    {"name", &SignatureDraft::name},
    {"organization", &SignatureDraft::organization},
    {"role", &SignatureDraft::role},
    {"email", &SignatureDraft::email},
    {"postcode", &SignatureDraft::postcode},
    {"country", &SignatureDraft::country},
    {"phone", &SignatureDraft::phone},
    {"comment", &SignatureDraft::comment},
    {"visibility", &SignatureDraft::visibility},
    {"text_version", &SignatureDraft::text_version},
}};

constexpr std::array<NamedMember, 11> kFormMembers{{
    {"idempotency_key", &SignatureForm::idempotency_key},
    {"locale", &SignatureForm::locale},
    {"partner", &SignatureForm::partner},
    {"page", &SignatureForm::page},
    {"utm_source", &SignatureForm::utm_source},
    {"utm_medium", &SignatureForm::utm_medium},
    {"utm_campaign", &SignatureForm::utm_campaign},
    {"website", &SignatureForm::website},
    {"challenge", &SignatureForm::challenge},
    {"solution", &SignatureForm::solution},
    {"elapsed_ms", &SignatureForm::elapsed_ms},
}};

struct NamedUse {
  std::string_view name;
  FieldUse FieldPolicy::*member;
};

constexpr std::array<NamedUse, 5> kUses{{
    {"postcode", &FieldPolicy::postcode},
    {"country", &FieldPolicy::country},
    {"phone", &FieldPolicy::phone},
    {"comment", &FieldPolicy::comment},
    {"role", &FieldPolicy::role},
}};

// False if the body or the number of fields exceeds the limits. Fills `form` directly to avoid a copy.
bool read_form(std::string_view body, SignatureForm& form) {
  if (body.size() > limits::kRequestBodyBytesMax) return false;
  FormReader reader(body);
  FormField field;
  for (std::size_t fields = 0; reader.next(field); ++fields) {
    if (fields == limits::kFormFieldsMax) return false;
    set_form_field(form, field.name, std::move(field.value));
  }
  return true;
}

void append_line(std::string& out, Error error) {
  out.append(field_name(error.field)).append(" ").append(error_name(error.code)).append("\n");
}

}  // namespace

bool set_form_field(SignatureForm& form, std::string_view name, std::string value) {
  if (name == "consent") {
    form.draft.consents.push_back(std::move(value));
    return true;
  }
  for (const NamedDraftMember& known : kDraftMembers) {
    if (known.name != name) continue;
    form.draft.*known.member = std::move(value);
    return true;
  }
  for (const NamedMember& known : kFormMembers) {
    if (known.name != name) continue;
    form.*known.member = std::move(value);
    return true;
  }
  return false;
}

Result<SignatureForm> parse_signature_form(std::string_view body) {
  SignatureForm form;
  if (!read_form(body, form)) return Error{ErrorCode::BadBody, Field::Body};
  return form;
}

std::string write_rules(const SignRules& rules) {
  std::string out;
  append_form_field(out, "kind", to_name(rules.kind));
  for (const NamedUse& use : kUses) append_form_field(out, use.name, to_name(rules.fields.*use.member));
  for (const std::string& consent : rules.consents) append_form_field(out, "consent", consent);
  for (const std::string& consent : rules.required_consents) append_form_field(out, "required_consent", consent);
  append_form_field(out, "text_version", rules.text_version);
  return out;
}

SignRules parse_rules(std::string_view text) {
  SignRules rules;
  FormReader reader(text);
  for (FormField field; reader.next(field);) {
    if (field.name == "kind") {
      if (const Result<CampaignKind> kind = campaign_kind_from(field.value); kind.ok()) rules.kind = *kind;
    } else if (field.name == "consent") {
      rules.consents.push_back(field.value);
    } else if (field.name == "required_consent") {
      rules.required_consents.push_back(field.value);
    } else if (field.name == "text_version") {
      rules.text_version = field.value;
    }
    for (const NamedUse& known : kUses) {
      if (known.name != field.name) continue;
      if (const Result<FieldUse> use = field_use_from(field.value); use.ok()) rules.fields.*known.member = *use;
    }
  }
  return rules;
}

std::string check_form(std::string_view rules, std::string_view form) {
  std::string answer;
  SignatureForm read;
  if (!read_form(form, read)) {
    append_line(answer, {ErrorCode::BadBody, Field::Body});
    return answer;
  }
  const CheckOutcome outcome = check_signature(parse_rules(rules), read.draft);
  for (const Error& error : outcome.errors) append_line(answer, error);
  const std::string_view meant = suggest_domain(email_domain(outcome.signature.email));
  if (!meant.empty()) answer.append("? ").append(meant).append("\n");
  return answer;
}

}  // namespace undersigned
