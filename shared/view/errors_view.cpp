#include "shared/view/errors_view.h"

#include <algorithm>
#include <string>

namespace undersigned::view {
namespace {

// Whether the form has this field. Errors of the request itself belong to none.
bool has_control(Field field) {
  return (field >= Field::Name && field <= Field::Consent) || field == Field::Code;
}

}  // namespace

std::optional<Error> error_of(const std::vector<Error>& errors, Field field) {
  const auto found =
      std::find_if(errors.begin(), errors.end(), [field](const Error& error) { return error.field == field; });
  return found == errors.end() ? std::nullopt : std::optional<Error>(*found);
}

Node error_summary(const std::vector<Error>& errors, Locale locale, Tag heading) {
  std::vector<Attribute> attributes{
      {Attr::Class, "error-summary"}, {Attr::DataPart, "errors"}, {Attr::Role, "alert"}, {Attr::Tabindex, "-1"}};
  attributes.emplace_back(errors.empty() ? Attr::Hidden : Attr::Autofocus, "");
  Nodes items;
  for (const Error& error : errors) {
    const std::string words = error_text(locale, error);
    if (has_control(error.field)) {
      const std::string anchor = std::string("#").append(field_name(error.field));
      items.push_back(element(Tag::Li, {}, {element(Tag::A, {{Attr::Href, anchor}}, words)}));
    } else {
      items.push_back(element(Tag::Li, {}, words));
    }
  }
  return element(
      Tag::Div, std::move(attributes),
      {element(heading, {}, text_of(locale, Message::ErrorSummaryTitle)), element(Tag::Ul, {}, std::move(items))});
}

Node error_line(const std::vector<Error>& errors, Locale locale, Field field) {
  std::vector<Attribute> attributes{{Attr::Class, "error"},
                                    {Attr::Id, std::string("error-").append(field_name(field))}};
  const std::optional<Error> error = error_of(errors, field);
  if (!error) {
    attributes.emplace_back(Attr::Hidden, "");
    return element(Tag::P, std::move(attributes));
  }
  return element(Tag::P, std::move(attributes), error_text(locale, *error));
}

}  // namespace undersigned::view
