// Helpers for building view trees. Internal to view/.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "shared/limits.h"
#include "shared/text/ascii.h"
#include "shared/text/language.h"
#include "shared/view/node.h"
#include "shared/view/petition_view.h"
#include "shared/view/sent_back.h"

namespace undersigned::view {

inline Node with_class(Tag tag, std::string_view name, Nodes children = {}) {
  return element(tag, {{Attr::Class, std::string(name)}}, std::move(children));
}

inline Node with_class(Tag tag, std::string_view name, std::string_view content) {
  return element(tag, {{Attr::Class, std::string(name)}}, content);
}

inline Node link(std::string_view name, std::string_view url, std::string_view label) {
  return element(Tag::A, {{Attr::Class, std::string(name)}, {Attr::Href, safe_url(url)}}, label);
}

// A link to another site, which gets neither our address nor a handle on our window.
inline Node outside_link(std::string_view name, std::string_view url, std::string_view label) {
  return element(Tag::A,
                 {{Attr::Class, std::string(name)}, {Attr::Href, safe_url(url)}, {Attr::Rel, "noopener noreferrer"}},
                 label);
}

// The value may be what somebody posted; it is cut to the longest that a form of ours has.
inline Node hidden_input(std::string_view name, std::string_view value) {
  constexpr std::size_t kCharsMax = limits::kUrlBytesMax / limits::kUtf8BytesPerChar;
  return element(Tag::Input, {{Attr::Type, "hidden"},
                              {Attr::Name, std::string(name)},
                              {Attr::Value, std::string(sent_back(value, kCharsMax))}});
}

// Chooses a message by the kind of campaign.
inline Message by_kind(CampaignKind kind, Message petition, Message endorsement, Message call) {
  switch (kind) {
    case CampaignKind::Petition:
      break;
    case CampaignKind::Endorsement:
      return endorsement;
    case CampaignKind::Call:
      return call;
  }
  return petition;
}

// The heading `depth` levels below the view's title; 0 is the title.
inline Tag heading_tag(Heading title, int depth) {
  return static_cast<Tag>(static_cast<int>(title == Heading::Page ? Tag::H1 : Tag::H2) + depth);
}

// A name or number within right-to-left text, isolated so that it keeps its own direction (Unicode Bidirectional
// Algorithm: FSI, PDI).
inline std::string isolated(Locale locale, std::string_view words) {
  if (direction(locale) == Direction::LeftToRight) return std::string(words);
  return std::string("\u2068").append(words).append("\u2069");
}

// Marks campaign texts that are not in the reader's language with their language (WCAG 2.2, 3.1.2) and direction.
inline Node in_own_language(const Campaign& campaign, Locale locale, Node node) {
  if (equals_ignoring_case(written_language(campaign.locale), written_language(locale_tag(locale)))) return node;
  node.attributes.emplace_back(Attr::Lang, campaign.locale);
  node.attributes.emplace_back(Attr::Dir, "auto");
  return node;
}

// The host of an address, to say where a link leads.
inline std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return url;
  url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of("/?#:"));
}

inline void add(Nodes& nodes, Node node) {
  nodes.push_back(std::move(node));
}

}  // namespace undersigned::view
