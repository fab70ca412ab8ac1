#include "shared/view/visibility_view.h"

#include <utility>
#include <vector>

#include "shared/view/build.h"

namespace undersigned::view {

Visibility visibility_beforehand(SignatureKind kind) {
  return kind == SignatureKind::Organization ? Visibility::Initials : Visibility::Hidden;
}

Message visibility_legend(SignatureKind kind) {
  return kind == SignatureKind::Organization ? Message::EndorsementShownLegend : Message::VisibilityLegend;
}

Message visibility_words(SignatureKind kind, Visibility visibility) {
  const bool organization = kind == SignatureKind::Organization;
  switch (visibility) {
    case Visibility::Public:
      return organization ? Message::EndorsementShownInFull : Message::VisibilityPublic;
    case Visibility::Initials:
      return organization ? Message::EndorsementShownAlone : Message::VisibilityInitials;
    case Visibility::Hidden:
      break;
  }
  return organization ? Message::EndorsementNotShown : Message::VisibilityHidden;
}

Nodes visibility_choices(Locale locale, SignatureKind kind, std::string_view chosen, std::string_view suffix) {
  Nodes choices;
  for (const Visibility visibility : {Visibility::Public, Visibility::Initials, Visibility::Hidden}) {
    const std::string name(to_name(visibility));
    const std::string id = std::string("visibility-").append(name).append(suffix);
    std::vector<Attribute> attributes{
        {Attr::Type, "radio"}, {Attr::Id, id}, {Attr::Name, "visibility"}, {Attr::Value, name}};
    if (name == chosen) attributes.emplace_back(Attr::Checked, "");
    const std::string words = text_of(locale, visibility_words(kind, visibility));
    add(choices,
        with_class(Tag::Div, "choice",
                   {element(Tag::Input, std::move(attributes)), element(Tag::Label, {{Attr::For, id}}, words)}));
  }
  return choices;
}

}  // namespace undersigned::view
