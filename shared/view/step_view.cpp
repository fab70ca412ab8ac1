#include "shared/view/step_view.h"

#include <string>
#include <utility>

#include "shared/view/build.h"

namespace undersigned::view {

Node step(const Campaign& campaign, Locale locale, std::string_view back, Nodes action) {
  Node title = in_own_language(campaign, locale, with_class(Tag::H1, "title", campaign.title));
  Node summary = in_own_language(campaign, locale, with_class(Tag::P, "summary", campaign.summary));
  Node way_back = with_class(
      Tag::P, "back", {element(Tag::A, {{Attr::Href, safe_url(back)}}, text_of(locale, Message::BackToPetition))});
  return element(
      Tag::Article,
      {{Attr::Class, "petition"},
       {Attr::Id, "petition-" + campaign.slug},
       {Attr::Lang, std::string(locale_tag(locale))},
       {Attr::Dir, direction(locale) == Direction::RightToLeft ? "rtl" : "ltr"}},
      {with_class(Tag::Header, "head", {std::move(title), std::move(way_back)}),
       with_class(Tag::Div, "action", std::move(action)), with_class(Tag::Div, "about", {std::move(summary)})});
}

}  // namespace undersigned::view
