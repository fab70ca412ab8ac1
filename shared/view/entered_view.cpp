#include "shared/view/entered_view.h"

#include <string_view>
#include <utility>

#include "shared/locale/locale.h"
#include "shared/view/build.h"
#include "shared/view/visibility_view.h"

namespace undersigned::view {
namespace {

// A value is somebody's own words in any language, so it gets its own direction.
Node value_node(std::string_view value) {
  Nodes lines;
  for (std::size_t end = value.find('\n'); end != std::string_view::npos; end = value.find('\n')) {
    add(lines, text(value.substr(0, end)));
    add(lines, element(Tag::Br));
    value.remove_prefix(end + 1);
  }
  add(lines, text(value));
  return element(Tag::Dd, {}, {element(Tag::Span, {{Attr::Dir, "auto"}}, std::move(lines))});
}

}  // namespace

std::vector<EnteredField> entered_fields(const CheckedSignature& signature, Locale locale, const std::string& country,
                                         const std::vector<std::string>& consents) {
  std::vector<EnteredField> fields;
  const auto field = [&](Message label, const std::vector<std::string>& values) {
    EnteredField entered{text_of(locale, label), {}};
    for (const std::string& value : values) {
      if (!value.empty()) entered.values.push_back(value);
    }
    if (!entered.values.empty()) fields.push_back(std::move(entered));
  };
  const bool organization = signature.kind == SignatureKind::Organization;
  field(Message::LabelOrganization, {signature.organization});
  field(organization ? Message::LabelRepresentative : Message::LabelName, {signature.name});
  field(Message::LabelRole, {signature.role});
  field(Message::LabelCountry, {country});
  field(Message::LabelPostcode, {signature.postcode});
  field(Message::LabelPhone, {signature.phone});
  field(Message::ErrorLabelComment, {signature.comment});
  field(Message::LabelShown, {text_of(locale, visibility_words(signature.kind, signature.visibility))});
  field(Message::ConsentGiven, consents);
  return fields;
}

Node entered_list(const std::vector<EnteredField>& fields, std::string_view class_name) {
  Nodes rows;
  for (const EnteredField& field : fields) {
    Nodes parts{element(Tag::Dt, {}, field.label)};
    for (const std::string& value : field.values) add(parts, value_node(value));
    add(rows, element(Tag::Div, {}, std::move(parts)));
  }
  return with_class(Tag::Dl, class_name, std::move(rows));
}

}  // namespace undersigned::view
