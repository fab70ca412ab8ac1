#include "shared/view/poster_view.h"

#include <utility>

#include "shared/view/build.h"
#include "shared/view/privacy_view.h"
#include "shared/view/share_view.h"

namespace undersigned::view {
namespace {

constexpr int kRows = 20;

Node download(const Poster& poster, const std::string& address, std::string_view format) {
  return link("more", address, text_of(poster.locale, Message::PosterDownload, {{"format", format}}));
}

Node address_line(const std::string& address) {
  return element(Tag::P, {{Attr::Class, "address"}, {Attr::Dir, "ltr"}}, address);
}

// Who is responsible for what is written on the sheet, and where to read more (GDPR article 13).
Node paper_privacy(const PetitionPage& page) {
  Nodes rows;
  if (names_organizer(page.campaign)) {
    add(rows, element(Tag::Dt, {}, text_of(page.locale, Message::PrivacyResponsible)));
    for (Node& item : organizer_items(page.campaign.organizer)) add(rows, std::move(item));
  }
  add(rows, element(Tag::Dt, {}, text_of(page.locale, Message::PrivacyTitle)));
  add(rows, element(Tag::Dd, {{Attr::Dir, "ltr"}}, petition_address(page) + "/privacy"));
  return element(Tag::Dl, {{Attr::Class, "paper-privacy"}}, std::move(rows));
}

}  // namespace

Nodes poster(const Poster& poster) {
  const auto say = [&](Message message) { return text_of(poster.locale, message); };
  const auto own = [&](Node node) { return in_own_language(poster.campaign, poster.locale, std::move(node)); };
  Node code = element(Tag::Img, {{Attr::Class, "qr"},
                                 {Attr::Alt, say(Message::QrAlt)},
                                 {Attr::Width, "320"},
                                 {Attr::Height, "320"},
                                 {Attr::Src, poster.svg}});
  Node sheet = with_class(Tag::Article, "poster",
                          {own(with_class(Tag::H1, "title", poster.campaign.title)),
                           own(with_class(Tag::P, "summary", poster.campaign.summary)), std::move(code),
                           with_class(Tag::P, "poster-scan", say(Message::PosterScan)), address_line(poster.address)});
  Node help =
      with_class(Tag::Section, "not-printed",
                 {with_class(Tag::P, "back",
                             {element(Tag::A, {{Attr::Href, safe_url(poster.back)}}, say(Message::BackToPetition))}),
                  element(Tag::P, {}, say(Message::PosterIntro)),
                  with_class(Tag::P, "other-ways",
                             {download(poster, poster.svg + "&download=1", "SVG"), text(" "),
                              download(poster, poster.png + "&download=1", "PNG")})});
  return {std::move(help), std::move(sheet)};
}

Node paper_sheet(const PetitionPage& page) {
  const bool endorses = page.campaign.kind == CampaignKind::Endorsement;
  Nodes head{element(Tag::Td)};
  for (const Message label :
       {endorses ? Message::LabelOrganization : Message::LabelName, Message::PaperPlace, Message::PaperSignature}) {
    add(head, element(Tag::Th, {{Attr::Scope, "col"}}, text_of(page.locale, label)));
  }
  Nodes rows;
  for (int row = 1; row <= kRows; ++row) {
    add(rows, element(Tag::Tr, {},
                      {element(Tag::Td, {}, number(page.locale, static_cast<std::uint64_t>(row))), element(Tag::Td),
                       element(Tag::Td), element(Tag::Td)}));
  }
  return element(Tag::Div, {{Attr::Class, "sheet"}},
                 {element(Tag::H2, {}, text_of(page.locale, Message::PaperHeading)),
                  element(Tag::Table, {},
                          {element(Tag::Thead, {}, {element(Tag::Tr, {}, std::move(head))}),
                           element(Tag::Tbody, {}, std::move(rows))}),
                  paper_privacy(page)});
}

Node paper_address(Locale locale, Message words, const std::string& address) {
  return element(Tag::Div, {}, {element(Tag::P, {}, text_of(locale, words)), address_line(address)});
}

}  // namespace undersigned::view
