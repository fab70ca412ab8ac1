#include <algorithm>
#include <string>

#include "shared/view/build.h"
#include "shared/view/count_view.h"
#include "shared/view/petition_view.h"
#include "shared/view/state_view.h"
#include "shared/view/update_view.h"

namespace undersigned::view {
namespace {

std::string address_of(const Campaign& campaign, std::string_view base_url) {
  return std::string(base_url) + "/p/" + campaign.slug;
}

Node card(const DirectoryEntry& entry, Locale locale, Heading heading, std::string_view base_url) {
  const Campaign& campaign = entry.campaign;
  Node title = element(Tag::A, {{Attr::Href, safe_url(address_of(campaign, base_url))}}, campaign.title);
  Nodes parts{with_class(Tag::P, "kicker",
                         text_of(locale, by_kind(campaign.kind, Message::KickerPetition, Message::KickerEndorsement,
                                                 Message::KickerCall))),
              in_own_language(campaign, locale, element(heading_tag(heading, 1), {}, {std::move(title)})),
              in_own_language(campaign, locale, with_class(Tag::P, "summary", campaign.summary)),
              count_block(campaign, locale, entry.confirmed, {.open = entry.open})};
  if (!entry.open) {
    const bool won = campaign.status == CampaignStatus::Won;
    add(parts, with_class(Tag::P, won ? "notice won" : "notice", state_text(campaign, locale, entry.not_yet_open)));
  }
  return with_class(Tag::Li, "card", std::move(parts));
}

struct News {
  const Campaign* campaign;
  const Update* update;
};

// The updates of all campaigns, newest first.
std::vector<News> gather_news(const std::vector<DirectoryEntry>& entries) {
  std::vector<News> news;
  for (const DirectoryEntry& entry : entries) {
    for (const Update& update : entry.campaign.updates) news.push_back({&entry.campaign, &update});
  }
  std::stable_sort(news.begin(), news.end(),
                   [](const News& a, const News& b) { return a.update->date > b.update->date; });
  return news;
}

Node news_item(const News& news, Locale locale, Heading heading, std::string_view base_url) {
  const Update& update = *news.update;
  const auto own = [&](Node node) { return in_own_language(*news.campaign, locale, std::move(node)); };
  Nodes parts{update_date(update, locale), own(element(heading_tag(heading, 2), {}, update.title))};
  if (!update.text.empty()) add(parts, own(element(Tag::P, {}, update.text)));
  Nodes where{own(link("campaign", address_of(*news.campaign, base_url), news.campaign->title))};
  if (!update.url.empty()) {
    add(where, text(" · "));
    add(where, own(outside_link("more", update.url, update.link_label)));
  }
  add(parts, element(Tag::P, {{Attr::Class, "where"}}, std::move(where)));
  return element(Tag::Li, {}, std::move(parts));
}

}  // namespace

Node directory(const std::vector<DirectoryEntry>& entries, Locale locale, Heading heading, std::string_view base_url) {
  Nodes parts{with_class(heading_tag(heading, 0), "title", text_of(locale, Message::DirectoryTitle)),
              with_class(Tag::P, "summary", text_of(locale, Message::DirectoryIntro))};
  if (entries.empty()) {
    add(parts, with_class(Tag::P, "notice", text_of(locale, Message::DirectoryEmpty)));
  } else {
    Nodes cards;
    for (const DirectoryEntry& entry : entries) add(cards, card(entry, locale, heading, base_url));
    add(parts, with_class(Tag::Ul, "cards", std::move(cards)));
  }
  if (const std::vector<News> news = gather_news(entries); !news.empty()) {
    Nodes items;
    for (const News& item : news) add(items, news_item(item, locale, heading, base_url));
    add(parts, with_class(Tag::Section, "news",
                          {element(heading_tag(heading, 1), {}, text_of(locale, Message::DirectoryNews)),
                           with_class(Tag::Ul, "plain", std::move(items))}));
  }
  return element(Tag::Section,
                 {{Attr::Class, "directory"},
                  {Attr::Lang, std::string(locale_tag(locale))},
                  {Attr::Dir, direction(locale) == Direction::RightToLeft ? "rtl" : "ltr"}},
                 std::move(parts));
}

}  // namespace undersigned::view
