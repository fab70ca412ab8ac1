#include "shared/view/code_field_view.h"

#include <cstdint>
#include <string>

#include "shared/limits.h"
#include "shared/view/errors_view.h"

namespace undersigned::view {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;

}  // namespace

Node code_field(const std::vector<Error>& errors, Locale locale) {
  const std::string hint =
      text_of_count(locale, Message::HintCode, static_cast<std::uint64_t>(limits::kMailCodeMs / kMinuteMs));
  const bool wrong = error_of(errors, Field::Code).has_value();
  // No maxlength: a code pasted with blanks or words around it must not be cut.
  std::vector<Attribute> attributes{{Attr::Id, "code"},
                                    {Attr::Name, "code"},
                                    {Attr::AriaDescribedby, "hint-code error-code"},
                                    {Attr::Required, ""},
                                    {Attr::Type, "text"},
                                    {Attr::Inputmode, "numeric"},
                                    {Attr::Autocomplete, "one-time-code"},
                                    {Attr::Spellcheck, "false"}};
  if (wrong) attributes.emplace_back(Attr::AriaInvalid, "true");
  return element(Tag::Div, {{Attr::Class, wrong ? "field wrong" : "field"}, {Attr::DataField, "code"}},
                 {element(Tag::Label, {{Attr::For, "code"}}, text_of(locale, Message::LabelCode)),
                  element(Tag::P, {{Attr::Class, "hint"}, {Attr::Id, "hint-code"}}, hint),
                  error_line(errors, locale, Field::Code), element(Tag::Input, std::move(attributes))});
}

}  // namespace undersigned::view
