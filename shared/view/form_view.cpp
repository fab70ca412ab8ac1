#include "shared/view/form_view.h"

#include <algorithm>
#include <string>

#include "shared/limits.h"
#include "shared/text/country.h"
#include "shared/view/build.h"
#include "shared/view/errors_view.h"
#include "shared/view/privacy_view.h"
#include "shared/view/visibility_view.h"

namespace undersigned::view {
namespace {

// All country codes, for browsers, which have the names (Intl.DisplayNames): for each first letter a word with the
// second letters, "ADE BA" for AD, AE and BA. A third of the size of a plain list.
std::string country_codes() {
  std::string codes;
  char first = 0;
  for (std::size_t i = 0; i < kCountries; ++i) {
    const std::string_view code = country_at(i);
    if (code[0] != first) {
      if (i > 0) codes.push_back(' ');
      first = code[0];
      codes.push_back(first);
    }
    codes.push_back(code[1]);
  }
  return codes;
}

// A text field before it is turned into nodes.
struct Input {
  Field field;
  Message label;
  FieldUse use;
  std::string value;
  std::string autocomplete;  // HTML autofill token, WCAG 1.3.5
  std::string type = "text";
  std::string inputmode = {};
  std::size_t maxlength = 0;
  std::string hint = {};
};

// The maxlength of a text field. Browsers cut what is longer without a word, and count an emoji as two. So a text that is
// somewhat too long fits, and the check says that it is.
constexpr std::size_t room_for(std::size_t chars_max) {
  return 2 * chars_max;
}

class FormBuilder {
 public:
  FormBuilder(const PetitionPage& page, const FormState& state)
      : page_(page), state_(state), context_{page.campaign, state.typed.draft.consents} {}

  Node build();

 private:
  void add_identity();
  void add_place();
  void add_choices();
  void add_input(const Input& input);
  void add_comment();
  void add_country();
  void add_visibility();
  void add_consents();
  [[nodiscard]] Node consent_label(const ConsentText& consent) const;
  void add_hidden();

  [[nodiscard]] std::string say(Message message) const { return text_of(page_.locale, message); }
  [[nodiscard]] bool is_wrong(Field field) const { return error_of(state_.errors, field).has_value(); }
  [[nodiscard]] std::string id_of(Field field) const;
  [[nodiscard]] Node error_line(Field field) const {
    return view::error_line(state_.errors, page_.locale, field, &context_);
  }
  [[nodiscard]] Node label_for(Field field, Message label, FieldUse use) const;
  [[nodiscard]] std::vector<Attribute> control_attributes(Field field, FieldUse use, bool has_hint) const;
  [[nodiscard]] Node wrap(Field field, Nodes parts) const;

  const PetitionPage& page_;
  const FormState& state_;
  ErrorContext context_;
  Nodes fields_;
};

std::string FormBuilder::id_of(Field field) const {
  return std::string(field_name(field));
}

Node FormBuilder::label_for(Field field, Message label, FieldUse use) const {
  Nodes words{text(say(label))};
  if (use == FieldUse::Optional) {
    add(words, text(" "));
    add(words, with_class(Tag::Span, "optional", std::string("(").append(say(Message::Optional)).append(")")));
  }
  return element(Tag::Label, {{Attr::For, id_of(field)}}, std::move(words));
}

std::vector<Attribute> FormBuilder::control_attributes(Field field, FieldUse use, bool has_hint) const {
  const std::string id = id_of(field);
  std::vector<Attribute> attributes{{Attr::Id, id}, {Attr::Name, id}};
  attributes.emplace_back(Attr::AriaDescribedby, (has_hint ? "hint-" + id + " " : "") + "error-" + id);
  if (use == FieldUse::Required) attributes.emplace_back(Attr::Required, "");
  if (is_wrong(field)) attributes.emplace_back(Attr::AriaInvalid, "true");
  return attributes;
}

Node FormBuilder::wrap(Field field, Nodes parts) const {
  return element(Tag::Div, {{Attr::Class, is_wrong(field) ? "field wrong" : "field"}, {Attr::DataField, id_of(field)}},
                 std::move(parts));
}

void FormBuilder::add_input(const Input& input) {
  if (input.use == FieldUse::Off) return;
  Nodes parts{label_for(input.field, input.label, input.use)};
  if (!input.hint.empty()) {
    add(parts, element(Tag::P, {{Attr::Class, "hint"}, {Attr::Id, "hint-" + id_of(input.field)}}, input.hint));
  }
  add(parts, error_line(input.field));
  std::vector<Attribute> attributes = control_attributes(input.field, input.use, !input.hint.empty());
  attributes.emplace_back(Attr::Type, input.type);
  attributes.emplace_back(Attr::Autocomplete, input.autocomplete);
  if (!input.inputmode.empty()) attributes.emplace_back(Attr::Inputmode, input.inputmode);
  attributes.emplace_back(Attr::Maxlength, std::to_string(input.maxlength));
  if (input.field == Field::Email) attributes.emplace_back(Attr::Autocapitalize, "none");
  // In right-to-left text, "@", "+" and hyphens would appear in another order.
  if (input.field == Field::Email || input.field == Field::Postcode || input.field == Field::Phone) {
    attributes.emplace_back(Attr::Dir, "ltr");
  }
  if (input.field == Field::Email || input.field == Field::Name) attributes.emplace_back(Attr::Spellcheck, "false");
  if (!input.value.empty()) attributes.emplace_back(Attr::Value, sent_back(input.value, input.maxlength));
  add(parts, element(Tag::Input, std::move(attributes)));
  add(fields_, wrap(input.field, std::move(parts)));
}

void FormBuilder::add_identity() {
  const SignatureDraft& draft = state_.typed.draft;
  const bool endorsement = page_.campaign.kind == CampaignKind::Endorsement;
  add_input({.field = Field::Organization,
             .label = Message::LabelOrganization,
             .use = endorsement ? FieldUse::Required : FieldUse::Off,
             .value = draft.organization,
             .autocomplete = "organization",
             .maxlength = room_for(limits::kOrganizationCharsMax)});
  add_input({.field = Field::Name,
             .label = endorsement ? Message::LabelRepresentative : Message::LabelName,
             .use = FieldUse::Required,
             .value = draft.name,
             .autocomplete = "name",
             .maxlength = room_for(limits::kNameCharsMax)});
  add_input({.field = Field::Role,
             .label = Message::LabelRole,
             .use = endorsement ? page_.campaign.fields.role : FieldUse::Off,
             .value = draft.role,
             .autocomplete = "organization-title",
             .maxlength = room_for(limits::kRoleCharsMax)});
  add_input({.field = Field::Email,
             .label = Message::LabelEmail,
             .use = FieldUse::Required,
             .value = draft.email,
             .autocomplete = "email",
             .type = "email",
             .inputmode = "email",
             .maxlength = limits::kEmailBytesMax,
             .hint = say(page_.campaign.confirmation == ConfirmationPolicy::Email ? Message::HintEmailConfirm
                                                                                  : Message::HintEmail)});
}

void FormBuilder::add_place() {
  add_country();
  add_input({.field = Field::Postcode,
             .label = Message::LabelPostcode,
             .use = asked_fields(page_.campaign).postcode,
             .value = state_.typed.draft.postcode,
             .autocomplete = "postal-code",
             .maxlength = limits::kPostcodeTypedCharsMax});
  add_input({.field = Field::Phone,
             .label = Message::LabelPhone,
             .use = page_.campaign.fields.phone,
             .value = state_.typed.draft.phone,
             .autocomplete = "tel",
             .type = "tel",
             .inputmode = "tel",
             .maxlength = limits::kPhoneTypedCharsMax,
             .hint = say(Message::HintPhone)});
}

void FormBuilder::add_country() {
  const FieldUse use = asked_fields(page_.campaign).country;
  if (use == FieldUse::Off) return;
  Nodes options{element(Tag::Option, {{Attr::Value, ""}}, say(Message::ChooseCountry))};
  for (const CountryName& country : page_.countries) {
    std::vector<Attribute> attributes{{Attr::Value, country.code}};
    if (country.code == state_.typed.draft.country) attributes.emplace_back(Attr::Selected, "");
    add(options, element(Tag::Option, std::move(attributes), country.name));
  }
  std::vector<Attribute> attributes = control_attributes(Field::Country, use, false);
  attributes.emplace_back(Attr::Autocomplete, "country");
  if (page_.countries.empty()) attributes.emplace_back(Attr::DataValue, country_codes());
  add(fields_, wrap(Field::Country, {label_for(Field::Country, Message::LabelCountry, use), error_line(Field::Country),
                                     element(Tag::Select, std::move(attributes), std::move(options))}));
}

void FormBuilder::add_comment() {
  const FieldUse use = page_.campaign.fields.comment;
  if (use == FieldUse::Off) return;
  const Message label =
      by_kind(page_.campaign.kind, Message::LabelComment, Message::LabelCommentEndorsement, Message::LabelCommentCall);
  const Message limits_and_use =
      by_kind(page_.campaign.kind, Message::HintComment, Message::HintCommentEndorsement, Message::HintComment);
  const std::string hint =
      text_of(page_.locale, limits_and_use, {{"max", number(page_.locale, limits::kCommentCharsMax)}});
  std::vector<Attribute> attributes = control_attributes(Field::Comment, use, true);
  attributes.emplace_back(Attr::Rows, "3");
  attributes.emplace_back(Attr::Maxlength, std::to_string(room_for(limits::kCommentCharsMax)));
  Nodes typed;
  const std::string_view comment = sent_back(state_.typed.draft.comment, limits::kCommentCharsMax);
  if (!comment.empty()) add(typed, text(comment));
  add(fields_, wrap(Field::Comment,
                    {label_for(Field::Comment, label, use),
                     element(Tag::P, {{Attr::Class, "hint"}, {Attr::Id, "hint-comment"}}, hint),
                     error_line(Field::Comment), element(Tag::Textarea, std::move(attributes), std::move(typed))}));
}

void FormBuilder::add_visibility() {
  const SignatureKind kind =
      page_.campaign.kind == CampaignKind::Endorsement ? SignatureKind::Organization : SignatureKind::Person;
  const std::string& typed = state_.typed.draft.visibility;
  Nodes parts{element(Tag::Legend, {}, say(visibility_legend(kind))), error_line(Field::Visibility)};
  for (Node& choice :
       visibility_choices(page_.locale, kind, typed.empty() ? to_name(visibility_beforehand(kind)) : typed)) {
    add(parts, std::move(choice));
  }
  add(fields_, element(Tag::Fieldset,
                       {{Attr::Class, "field choices"},
                        {Attr::Id, "visibility"},
                        {Attr::DataField, "visibility"},
                        {Attr::Tabindex, "-1"}},
                       std::move(parts)));
}

// Boxes that have to be ticked are about more than news.
Message consent_legend(const Campaign& campaign) {
  const bool any_required = std::any_of(campaign.consents.begin(), campaign.consents.end(),
                                        [](const ConsentText& consent) { return consent.use == FieldUse::Required; });
  return any_required ? Message::ConsentGiven : Message::ConsentLegend;
}

// A box is optional unless it says otherwise. Screen readers learn that from its attribute.
Node FormBuilder::consent_label(const ConsentText& consent) const {
  const std::vector<Attribute> attributes{{Attr::For, "consent-" + consent.id}};
  if (consent.use != FieldUse::Required) {
    return in_own_language(page_.campaign, page_.locale, element(Tag::Label, attributes, consent.text));
  }
  return element(Tag::Label, attributes,
                 {in_own_language(page_.campaign, page_.locale, element(Tag::Span, {}, consent.text)), text(" "),
                  element(Tag::Span, {{Attr::Class, "optional"}, {Attr::AriaHidden, "true"}},
                          "(" + say(Message::RequiredChoice) + ")")});
}

void FormBuilder::add_consents() {
  if (page_.campaign.consents.empty()) return;
  std::vector<const ConsentText*> missing;
  if (is_wrong(Field::Consent)) missing = missing_consents(context_);
  const std::vector<std::string>& given = state_.typed.draft.consents;
  Nodes parts{element(Tag::Legend, {}, say(consent_legend(page_.campaign))), error_line(Field::Consent)};
  for (const ConsentText& consent : page_.campaign.consents) {
    const std::string id = "consent-" + consent.id;
    std::vector<Attribute> attributes{
        {Attr::Type, "checkbox"}, {Attr::Id, id}, {Attr::Name, "consent"}, {Attr::Value, consent.id}};
    if (consent.use == FieldUse::Required) {
      attributes.emplace_back(Attr::Required, "");
      attributes.emplace_back(Attr::AriaDescribedby, "error-consent");
    }
    if (std::find(missing.begin(), missing.end(), &consent) != missing.end())
      attributes.emplace_back(Attr::AriaInvalid, "true");
    if (std::find(given.begin(), given.end(), consent.id) != given.end()) attributes.emplace_back(Attr::Checked, "");
    add(parts, with_class(Tag::Div, "choice", {element(Tag::Input, std::move(attributes)), consent_label(consent)}));
  }
  add(fields_,
      element(
          Tag::Fieldset,
          {{Attr::Class, "field choices"}, {Attr::Id, "consent"}, {Attr::DataField, "consent"}, {Attr::Tabindex, "-1"}},
          std::move(parts)));
}

void FormBuilder::add_hidden() {
  add(fields_, hidden_input("text_version", page_.text_version));
  add(fields_, hidden_input("locale", locale_tag(page_.locale)));
  add(fields_, hidden_input("partner", state_.typed.partner.empty() ? page_.partner : state_.typed.partner));
  add(fields_, hidden_input("page", state_.typed.page));
  add(fields_, hidden_input("idempotency_key", state_.typed.idempotency_key));
  // For a form that is shown again. Otherwise the page's own address has these values.
  const auto add_source = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) add(fields_, hidden_input(name, value));
  };
  add_source("utm_source", state_.typed.utm_source);
  add_source("utm_medium", state_.typed.utm_medium);
  add_source("utm_campaign", state_.typed.utm_campaign);
  // The honeypot: people do not see this field; programs that fill in everything do.
  add(fields_, element(Tag::Div, {{Attr::Class, "website"}, {Attr::AriaHidden, "true"}},
                       {element(Tag::Label, {{Attr::For, "website"}}, say(Message::Honeypot)),
                        element(Tag::Input, {{Attr::Id, "website"},
                                             {Attr::Name, "website"},
                                             {Attr::Type, "text"},
                                             {Attr::Tabindex, "-1"},
                                             {Attr::Autocomplete, "off"}})}));
}

Node FormBuilder::build() {
  const CampaignKind kind = page_.campaign.kind;
  add(fields_, element(heading_tag(page_.heading, 1), {{Attr::Class, "form-heading"}}, form_heading(page_)));
  add(fields_, error_summary(state_.errors, page_.locale, heading_tag(page_.heading, 2), &context_));
  add_identity();
  add_place();
  add_comment();
  add_visibility();
  add_consents();
  add_hidden();
  add(fields_, element(Tag::Button, {{Attr::Class, "primary"}, {Attr::Type, "submit"}, {Attr::Part, "button"}},
                       say(by_kind(kind, Message::ButtonSign, Message::ButtonEndorse, Message::ButtonCalled))));
  add(fields_, privacy_line(page_));
  return element(Tag::Form,
                 {{Attr::Class, "sign"},
                  {Attr::Id, "sign"},
                  {Attr::Method, "post"},
                  {Attr::Action, safe_url(page_.base_url + "/p/" + page_.campaign.slug)},
                  {Attr::Novalidate, ""},
                  {Attr::DataAction, "sign"}},
                 std::move(fields_));
}

}  // namespace

std::string form_heading(const PetitionPage& page) {
  return text_of(page.locale, by_kind(page.campaign.kind, Message::FormHeadingPetition, Message::FormHeadingEndorsement,
                                      Message::FormHeadingCall));
}

Node sign_form(const PetitionPage& page, const FormState& state) {
  return FormBuilder(page, state).build();
}

std::vector<std::pair<std::string, std::string>> form_messages(const Campaign& campaign, Locale locale) {
  std::vector<std::pair<std::string, std::string>> messages;
  const std::vector<std::string> no_consents;
  const ErrorContext form{campaign, no_consents};
  const auto add_codes = [&](Field field, std::initializer_list<ErrorCode> codes) {
    for (const ErrorCode code : codes) {
      messages.emplace_back(std::string(field_name(field)) + "." + std::string(error_name(code)),
                            form_error_text(form, locale, {code, field}));
    }
  };
  using Code = ErrorCode;
  const bool endorsement = campaign.kind == CampaignKind::Endorsement;
  add_codes(Field::Name, {Code::Required, Code::TooShort, Code::TooLong, Code::BadEncoding, Code::BadCharacter,
                          Code::LooksLikeLink, Code::NotAName});
  add_codes(Field::Email, {Code::Required, Code::TooLong, Code::BadEncoding, Code::BadCharacter, Code::NotAnEmail});
  if (endorsement) {
    add_codes(Field::Organization, {Code::Required, Code::TooShort, Code::TooLong, Code::BadEncoding,
                                    Code::BadCharacter, Code::LooksLikeLink, Code::NotAName});
    if (campaign.fields.role != FieldUse::Off) {
      add_codes(Field::Role, {Code::Required, Code::TooLong, Code::BadEncoding, Code::BadCharacter});
    }
  }
  if (campaign.fields.postcode != FieldUse::Off) {
    add_codes(Field::Postcode,
              {Code::Required, Code::TooLong, Code::BadEncoding, Code::BadCharacter, Code::NotAPostcode});
  }
  if (asked_fields(campaign).country != FieldUse::Off) add_codes(Field::Country, {Code::Required, Code::NotACountry});
  if (campaign.fields.phone != FieldUse::Off) {
    add_codes(Field::Phone, {Code::Required, Code::TooLong, Code::BadEncoding, Code::BadCharacter, Code::NotAPhone});
  }
  if (campaign.fields.comment != FieldUse::Off) {
    add_codes(Field::Comment, {Code::Required, Code::TooLong, Code::BadEncoding, Code::BadCharacter});
  }
  add_codes(Field::Visibility, {Code::UnknownChoice});
  if (!campaign.consents.empty()) add_codes(Field::Consent, {Code::ConsentNeeded, Code::UnknownChoice});
  // By its id, a message for each box that can be missing.
  for (const ConsentText& consent : campaign.consents) {
    if (consent.use != FieldUse::Required) continue;
    messages.emplace_back("consent.consent_needed." + consent.id, consent_needed_text(locale, consent));
  }
  return messages;
}

}  // namespace undersigned::view
