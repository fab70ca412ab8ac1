#include "shared/view/signers_view.h"

#include <algorithm>
#include <utility>

#include "shared/view/build.h"

namespace undersigned::view {
namespace {

std::string_view place_of(const SignersPage& page, const RecentSigner& signer) {
  const auto found = std::find_if(page.countries.begin(), page.countries.end(),
                                  [&](const CountryName& country) { return country.code == signer.country; });
  return found == page.countries.end() ? std::string_view() : found->name;
}

Node page_links(const SignersPage& page) {
  Nodes links;
  if (!page.first.empty()) add(links, link("more", page.first, text_of(page.locale, Message::PageFirst)));
  if (!page.next.empty()) {
    add(links, element(Tag::A, {{Attr::Class, "more"}, {Attr::Href, safe_url(page.next)}, {Attr::Rel, "next"}},
                       text_of(page.locale, Message::PageNext)));
  }
  return element(Tag::Nav,
                 {{Attr::Class, "page-links"}, {Attr::AriaLabel, signers_heading(page.campaign.kind, page.locale)}},
                 std::move(links));
}

}  // namespace

std::string signers_path(std::string_view slug) {
  return "/p/" + std::string(slug) + "/signers";
}

Node signer_item(const RecentSigner& signer, Locale locale, std::string_view place) {
  Nodes words{
      element(Tag::Strong, {}, isolated(locale, signer.organization.empty() ? signer.name : signer.organization))};
  const auto add_line = [&](std::string_view name, std::string_view line) {
    add(words, text(" "));
    add(words, with_class(Tag::Span, name, isolated(locale, line)));
  };
  if (!signer.organization.empty() && !signer.name.empty()) add_line("office", signer.name);
  if (!place.empty()) add_line("place", place);
  if (!signer.comment.empty()) {
    add(words, element(Tag::P, {{Attr::Class, "comment"}, {Attr::Dir, "auto"}}, signer.comment));
  }
  return element(Tag::Li, {}, std::move(words));
}

std::string signers_heading(CampaignKind kind, Locale locale) {
  return text_of(locale, by_kind(kind, Message::SignersHeadingPetition, Message::SignersHeadingEndorsement,
                                 Message::SignersHeadingCall));
}

Nodes signers(const SignersPage& page) {
  const Campaign& campaign = page.campaign;
  Node title = in_own_language(campaign, page.locale, with_class(Tag::P, "of-campaign", campaign.title));
  Node back = with_class(
      Tag::P, "back",
      {element(Tag::A, {{Attr::Href, safe_url(page.petition)}}, text_of(page.locale, Message::BackToPetition))});
  Nodes parts{with_class(Tag::Header, "signers-head",
                         {std::move(back), element(Tag::H1, {}, signers_heading(campaign.kind, page.locale)),
                          std::move(title), with_class(Tag::P, "hint", text_of(page.locale, Message::SignersIntro))})};
  if (page.signers.empty()) {
    add(parts, element(Tag::P, {}, text_of(page.locale, Message::SignersNone)));
  } else {
    Nodes items;
    for (const RecentSigner& signer : page.signers) {
      add(items, signer_item(signer, page.locale, place_of(page, signer)));
    }
    add(parts, with_class(Tag::Ul, "signers plain", std::move(items)));
  }
  if (!page.first.empty() || !page.next.empty()) add(parts, page_links(page));
  return parts;
}

}  // namespace undersigned::view
