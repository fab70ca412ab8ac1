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

// The words for an error, and the id of what it is about.
struct ShownError {
  std::string words;
  std::string anchor;
};

// Usually one; for consents one for each box that has to be ticked.
std::vector<ShownError> shown(const ErrorContext* form, Locale locale, Error error) {
  std::vector<ShownError> boxes;
  if (form != nullptr && error.code == ErrorCode::ConsentNeeded) {
    for (const ConsentText* consent : missing_consents(*form)) {
      boxes.push_back({consent_needed_text(locale, *consent), "consent-" + consent->id});
    }
  }
  if (!boxes.empty()) return boxes;
  return {{form == nullptr ? error_text(locale, error) : form_error_text(*form, locale, error),
           std::string(field_name(error.field))}};
}

}  // namespace

std::vector<const ConsentText*> missing_consents(const ErrorContext& form) {
  std::vector<const ConsentText*> missing;
  for (const ConsentText& consent : form.campaign.consents) {
    const bool given = std::find(form.consents.begin(), form.consents.end(), consent.id) != form.consents.end();
    if (consent.use == FieldUse::Required && !given) missing.push_back(&consent);
  }
  return missing;
}

std::string form_error_text(const ErrorContext& form, Locale locale, Error error) {
  if (error.field == Field::Comment && error.code == ErrorCode::Required) {
    return text_of(locale, by_kind(form.campaign.kind, Message::ErrorRequiredCommentPetition,
                                   Message::ErrorRequiredCommentEndorsement, Message::ErrorRequiredCommentCall));
  }
  return error_text(locale, error);
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
    for (const ShownError& one : shown(form, locale, error)) {
      if (has_control(error.field)) {
        items.push_back(element(Tag::Li, {}, {element(Tag::A, {{Attr::Href, "#" + one.anchor}}, one.words)}));
      } else {
        items.push_back(element(Tag::Li, {}, one.words));
      }
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
  std::string words;
  for (const ShownError& one : shown(form, locale, *error)) words += (words.empty() ? "" : " ") + one.words;
  return element(Tag::P, std::move(attributes), words);
}

}  // namespace undersigned::view
