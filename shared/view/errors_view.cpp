#include "shared/view/errors_view.h"

#include <algorithm>
#include <string>

#include "shared/view/build.h"

namespace undersigned::view {
namespace {

// Whether the form has this field. Errors of the request itself belong to none.
bool has_control(Field field) {
  return (field >= Field::Name && field <= Field::Consent) || field == Field::Code;
}

std::string words_of(const ErrorContext* form, Locale locale, Error error) {
  return form == nullptr ? error_text(locale, error) : form_error_text(*form, locale, error);
}

// The id of what an error is about: a field, or the box that has to be ticked.
std::string anchor_of(const ErrorContext* form, Error error) {
  const bool is_box = form != nullptr && error.code == ErrorCode::ConsentNeeded;
  const ConsentText* consent = is_box ? missing_consent(*form) : nullptr;
  return consent == nullptr ? std::string(field_name(error.field)) : "consent-" + consent->id;
}

}  // namespace

const ConsentText* missing_consent(const ErrorContext& form) {
  const std::vector<ConsentText>& consents = form.campaign.consents;
  const auto found = std::find_if(consents.begin(), consents.end(), [&](const ConsentText& consent) {
    return consent.use == FieldUse::Required &&
           std::find(form.consents.begin(), form.consents.end(), consent.id) == form.consents.end();
  });
  return found == consents.end() ? nullptr : &*found;
}

std::string form_error_text(const ErrorContext& form, Locale locale, Error error) {
  if (error.field == Field::Comment && error.code == ErrorCode::Required) {
    return text_of(locale, by_kind(form.campaign.kind, Message::ErrorRequiredCommentPetition,
                                   Message::ErrorRequiredCommentEndorsement, Message::ErrorRequiredCommentCall));
  }
  const ConsentText* consent = error.code == ErrorCode::ConsentNeeded ? missing_consent(form) : nullptr;
  if (consent == nullptr) return error_text(locale, error);
  return consent_needed_text(locale, *consent);
}

std::string consent_needed_text(Locale locale, const ConsentText& consent) {
  return text_of(locale, Message::ErrorConsentNamed, {{"consent", isolated(locale, consent.text)}});
}

std::optional<Error> error_of(const std::vector<Error>& errors, Field field) {
  const auto found =
      std::find_if(errors.begin(), errors.end(), [field](const Error& error) { return error.field == field; });
  return found == errors.end() ? std::nullopt : std::optional<Error>(*found);
}

Node error_summary(const std::vector<Error>& errors, Locale locale, Tag heading, const ErrorContext* form) {
  std::vector<Attribute> attributes{
      {Attr::Class, "error-summary"}, {Attr::DataPart, "errors"}, {Attr::Role, "alert"}, {Attr::Tabindex, "-1"}};
  attributes.emplace_back(errors.empty() ? Attr::Hidden : Attr::Autofocus, "");
  Nodes items;
  for (const Error& error : errors) {
    const std::string words = words_of(form, locale, error);
    if (has_control(error.field)) {
      const std::string anchor = "#" + anchor_of(form, error);
      items.push_back(element(Tag::Li, {}, {element(Tag::A, {{Attr::Href, anchor}}, words)}));
    } else {
      items.push_back(element(Tag::Li, {}, words));
    }
  }
  return element(
      Tag::Div, std::move(attributes),
      {element(heading, {}, text_of(locale, Message::ErrorSummaryTitle)), element(Tag::Ul, {}, std::move(items))});
}

Node error_line(const std::vector<Error>& errors, Locale locale, Field field, const ErrorContext* form) {
  std::vector<Attribute> attributes{{Attr::Class, "error"},
                                    {Attr::Id, std::string("error-").append(field_name(field))}};
  const std::optional<Error> error = error_of(errors, field);
  if (!error) {
    attributes.emplace_back(Attr::Hidden, "");
    return element(Tag::P, std::move(attributes));
  }
  return element(Tag::P, std::move(attributes), words_of(form, locale, *error));
}

}  // namespace undersigned::view
