#include "shared/view/privacy_view.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "shared/view/build.h"

namespace undersigned::view {
namespace {

std::string say(const PetitionPage& page, Message message) {
  return text_of(page.locale, message);
}

// Text of the campaign.
Node own(const PetitionPage& page, Node node) {
  return in_own_language(page.campaign, page.locale, std::move(node));
}

std::string with_organizer(const PetitionPage& page, Message message) {
  return text_of(page.locale, message, {{"organizer", isolated(page.locale, page.campaign.organizer.name)}});
}

// Each line of a text, without empty ones.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

Node detail(std::string_view label, Nodes values) {
  Nodes parts{element(Tag::Dt, {}, label)};
  for (Node& value : values) add(parts, std::move(value));
  return element(Tag::Div, {}, std::move(parts));
}

Node item(std::string_view words) {
  return element(Tag::Dd, {}, words);
}

Nodes use(const PetitionPage& page) {
  const Organizer& organizer = page.campaign.organizer;
  if (organizer.privacy.empty()) return {item(say(page, Message::PrivacyUseDefault))};
  if (has_privacy_page(organizer)) {
    const std::string words = with_organizer(page, Message::PrivacyNotice);
    return {element(Tag::Dd, {}, {outside_link("more", organizer.privacy, words)})};
  }
  Nodes items;
  for (const std::string_view line : lines_of(organizer.privacy)) add(items, own(page, item(line)));
  return items;
}

}  // namespace

std::string privacy_address(std::string_view base_url, std::string_view slug, Locale locale) {
  return std::string(base_url).append("/p/").append(slug).append("/privacy?lang=").append(locale_tag(locale));
}

Node privacy_line(const PetitionPage& page) {
  const Organizer& organizer = page.campaign.organizer;
  const bool shared = !organizer.shared_with.empty();
  Nodes words;
  if (!names_organizer(page.campaign)) {
    add(words, text(say(page, Message::PrivacyLine)));
  } else {
    add(words, text(with_organizer(page, shared ? Message::PrivacyShared : Message::PrivacyOrganizer)));
  }
  if (shared) {
    add(words, text(" "));
    add(words, own(page, element(Tag::Span, {}, organizer.shared_with)));
  }
  add(words, text(" "));
  add(words,
      element(Tag::A,
              {{Attr::Href, privacy_address(page.base_url, page.campaign.slug, page.locale)}, {Attr::Target, "_blank"}},
              say(page, Message::PrivacyTitle) + " (" + say(page, Message::OpensNewTab) + ")"));
  return with_class(Tag::P, "small", std::move(words));
}

Nodes organizer_items(const Organizer& organizer) {
  Nodes items{element(Tag::Dd, {{Attr::Dir, "auto"}}, organizer.name)};
  for (const std::string_view line : lines_of(organizer.address)) {
    add(items, element(Tag::Dd, {{Attr::Dir, "auto"}}, line));
  }
  if (organizer.contact.empty()) return items;
  const bool is_email = !organizer_email(organizer).empty();
  add(items, element(Tag::Dd, {{Attr::Dir, "ltr"}},
                     {link("contact", (is_email ? "mailto:" : "") + organizer.contact, organizer.contact)}));
  return items;
}

Nodes privacy(const PetitionPage& page) {
  const Organizer& organizer = page.campaign.organizer;
  const std::string_view site = host_of(page.public_url.empty() ? page.base_url : page.public_url);
  const bool named = names_organizer(page.campaign);
  Nodes rows{detail(say(page, Message::PrivacyResponsible),
                    named ? organizer_items(organizer)
                          : Nodes{item(text_of(page.locale, Message::PrivacyUnnamed, {{"site", site}}))}),
             detail(say(page, Message::PrivacyUse), use(page))};
  if (named) {
    add(rows, detail(say(page, Message::PrivacyRecipients),
                     {organizer.shared_with.empty() ? item(say(page, Message::PrivacyNobodyElse))
                                                    : own(page, item(organizer.shared_with))}));
  }
  const auto months = static_cast<std::uint64_t>(page.campaign.retention_months);
  add(rows,
      detail(say(page, Message::PrivacyKept), {item(text_of_count(page.locale, Message::PrivacyKeptMonths, months))}));
  const std::string my = page.base_url + "/my?lang=" + std::string(locale_tag(page.locale));
  return {element(heading_tag(page.heading, 1), {}, say(page, Message::PrivacyTitle)),
          with_class(Tag::Dl, "kept", std::move(rows)), element(Tag::P, {}, say(page, Message::PrivacyRightsText)),
          element(Tag::P, {}, {link("more", my, say(page, Message::MyTitle))})};
}

}  // namespace undersigned::view
