#include "shared/signature/signature.h"

#include <doctest/doctest.h>

#include <string>

#include "shared/limits.h"
#include "shared/signature/form.h"

using namespace undersigned;

namespace {

SignRules petition_rules() {
  SignRules rules;
  rules.consents = {"updates", "terms"};
  rules.text_version = "0123456789abcdef";
  return rules;
}

SignatureDraft good_draft() {
  SignatureDraft draft;
  draft.name = "  Sarah   Blakely ";
  draft.email = "Sarah.B+petitions@GoogleMail.com";
  draft.country = "us";
  draft.postcode = "27834";
  draft.comment = "He is innocent.";
  draft.visibility = "public";
  draft.text_version = "0123456789abcdef";
  return draft;
}

// The errors, a line each.
std::string judged(const SignRules& rules, const SignatureDraft& draft) {
  std::string lines;
  for (const Error& error : check_signature(rules, draft).errors) {
    lines.append(field_name(error.field)).append(" ").append(error_name(error.code)).append("\n");
  }
  return lines;
}

}  // namespace

TEST_CASE("a good draft becomes a signature in its normal form") {
  const CheckOutcome outcome = check_signature(petition_rules(), good_draft());
  REQUIRE(outcome.ok());
  CHECK(outcome.signature.name == "Sarah Blakely");
  CHECK(outcome.signature.email == "Sarah.B+petitions@googlemail.com");
  CHECK(outcome.signature.country == "US");
  CHECK(outcome.signature.postcode == "27834");
  CHECK(outcome.signature.visibility == Visibility::Public);
}

TEST_CASE("an empty draft is told everything that is missing, in the form's order") {
  CHECK(judged(petition_rules(), {}) == "name required\nemail required\ntext_version required\n");
}

TEST_CASE("each field is judged, at most one error a field") {
  SignatureDraft draft = good_draft();
  draft.name = "https://cheap.example/pills";
  draft.email = "sarah at example.org";
  draft.country = "XX";
  draft.comment = std::string(limits::kCommentCharsMax + 1, 'a');
  draft.visibility = "everyone";
  draft.consents = {"newsletter"};
  draft.text_version = "old";
  CHECK(judged(petition_rules(), draft) ==
        "name looks_like_link\nemail not_an_email\ncountry not_a_country\ncomment too_long\nvisibility "
        "unknown_choice\nconsent unknown_choice\ntext_version text_changed\n");
}

TEST_CASE("optional fields may be blank, required ones may not, and fields that are off are passed over") {
  SignRules rules = petition_rules();
  rules.fields.postcode = FieldUse::Required;
  rules.fields.comment = FieldUse::Off;
  SignatureDraft draft = good_draft();
  draft.postcode = " \t ";
  draft.country = "  ";
  draft.comment = "not asked";
  CHECK(judged(rules, draft) == "postcode required\n");
  draft.postcode = "27834-1234";
  const CheckOutcome outcome = check_signature(rules, draft);
  CHECK(outcome.ok());
  CHECK(outcome.signature.comment.empty());
}

TEST_CASE("where a country has no postcodes, nobody has to enter one") {
  SignRules rules = petition_rules();
  rules.fields.postcode = FieldUse::Required;
  SignatureDraft draft = good_draft();
  draft.postcode = "";
  for (const char* country : {"AE", "HK", "JM", "BS", "QA", "ZW"}) {
    CAPTURE(country);
    draft.country = country;
    CHECK(judged(rules, draft).empty());
  }
  for (const char* country : {"US", "XK", "", "XX"}) {
    CAPTURE(country);
    draft.country = country;
    CHECK(judged(rules, draft).find("postcode required\n") != std::string::npos);
  }
  draft.country = "HK";
  draft.postcode = "999077";
  CHECK(check_signature(rules, draft).signature.postcode == "999077");
}

TEST_CASE("where a postcode is required, the country is asked too") {
  Campaign campaign;
  campaign.fields.country = FieldUse::Off;
  CHECK(sign_rules(campaign, "v1").fields.country == FieldUse::Off);
  campaign.fields.postcode = FieldUse::Required;
  CHECK(sign_rules(campaign, "v1").fields.country == FieldUse::Optional);
  campaign.fields.country = FieldUse::Required;
  CHECK(sign_rules(campaign, "v1").fields.country == FieldUse::Required);
}

TEST_CASE("an endorsement is an organization's and names its representative") {
  SignRules rules = petition_rules();
  rules.kind = CampaignKind::Endorsement;
  rules.fields.role = FieldUse::Required;
  SignatureDraft draft = good_draft();
  CHECK(judged(rules, draft) == "organization required\nrole required\n");
  draft.organization = "Release Aging People in Prison";
  draft.role = "Director";
  const CheckOutcome outcome = check_signature(rules, draft);
  REQUIRE(outcome.ok());
  CHECK(outcome.signature.kind == SignatureKind::Organization);
  CHECK(outcome.signature.organization == "Release Aging People in Prison");
}

TEST_CASE("a consent that is needed must be given, and each is kept once") {
  SignRules rules = petition_rules();
  rules.required_consents = {"terms"};
  SignatureDraft draft = good_draft();
  CHECK(judged(rules, draft) == "consent consent_needed\n");
  draft.consents = {"terms", "updates", "terms"};
  const CheckOutcome outcome = check_signature(rules, draft);
  REQUIRE(outcome.ok());
  CHECK(outcome.signature.consents == std::vector<std::string>{"terms", "updates"});
}

TEST_CASE("a mistyped mail domain is a hint and never an error") {
  const std::string rules = write_rules(petition_rules());
  const std::string form = "name=Sarah&text_version=0123456789abcdef&email=sarah%40";
  CHECK(check_form(rules, form + "gmial.com") == "? gmail.com\n");
  CHECK(check_form(rules, form + "gmail.com").empty());
  CHECK(check_form(rules, form + "gmial") == "email not_an_email\n");
}

TEST_CASE("nobody is shown who did not ask for it") {
  SignatureDraft draft = good_draft();
  draft.visibility.clear();
  CHECK(check_signature(petition_rules(), draft).signature.visibility == Visibility::Hidden);
}

TEST_CASE("rules survive being written and read") {
  SignRules rules = petition_rules();
  rules.kind = CampaignKind::Endorsement;
  rules.fields = {FieldUse::Required, FieldUse::Off, FieldUse::Optional, FieldUse::Required, FieldUse::Optional};
  rules.required_consents = {"terms"};
  CHECK(write_rules(parse_rules(write_rules(rules))) == write_rules(rules));
  CHECK(parse_rules(write_rules(rules)).kind == CampaignKind::Endorsement);
}

TEST_CASE("a form is read by its names, consents gather, unknown names are passed over") {
  const Result<SignatureForm> form = parse_signature_form(
      "name=Jos%C3%A9+Mart%C3%AD&email=j%40example.org&consent=updates&consent=terms&utm_source=mail&colour=red"
      "&idempotency_key=abcdefabcdefabcdef");
  REQUIRE(form.ok());
  CHECK(form->draft.name == "José Martí");
  CHECK(form->draft.consents.size() == 2);
  CHECK(form->utm_source == "mail");
  CHECK(form->idempotency_key == "abcdefabcdefabcdef");
}

TEST_CASE("a form with too many fields is refused whole") {
  std::string body = "name=a";
  for (std::size_t i = 0; i < limits::kFormFieldsMax; ++i) body += "&x=1";
  CHECK(parse_signature_form(body).error() == Error{ErrorCode::BadBody, Field::Body});
  CHECK(check_form("", body) == "body bad_body\n");
}
