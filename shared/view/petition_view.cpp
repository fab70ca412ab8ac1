#include "shared/view/petition_view.h"

#include <algorithm>
#include <string>
#include <vector>

#include "shared/campaign/campaign.h"
#include "shared/view/build.h"
#include "shared/view/count_view.h"
#include "shared/view/form_view.h"
#include "shared/view/share_view.h"
#include "shared/view/state_view.h"
#include "shared/view/update_view.h"

namespace undersigned::view {
namespace {

std::string say(const PetitionPage& page, Message message) {
  return text_of(page.locale, message);
}

// Text of the campaign.
Node own(const PetitionPage& page, Node node) {
  return in_own_language(page.campaign, page.locale, std::move(node));
}

std::string target_list(const PetitionPage& page) {
  std::vector<std::string> names;
  names.reserve(page.campaign.targets.size());
  for (const Target& target : page.campaign.targets) names.push_back(target.name);
  return list(page.locale, names);
}

std::string kicker(const PetitionPage& page) {
  switch (page.campaign.kind) {
    case CampaignKind::Petition:
      if (page.campaign.targets.empty()) return say(page, Message::KickerPetition);
      return text_of(page.locale, Message::KickerPetitionTo, {{"targets", target_list(page)}});
    case CampaignKind::Endorsement:
      return say(page, Message::KickerEndorsement);
    case CampaignKind::Call:
      return say(page, Message::KickerCall);
  }
  return {};
}

Nodes target_words(const Target& target) {
  Nodes words{element(Tag::Strong, {}, target.name)};
  std::string post = target.office;
  if (!target.jurisdiction.empty()) post.append(post.empty() ? "" : ", ").append(target.jurisdiction);
  if (!post.empty()) {
    add(words, text(" "));
    add(words, with_class(Tag::Span, "office", post));
  }
  return words;
}

Node targets(const PetitionPage& page) {
  Nodes items;
  for (const Target& target : page.campaign.targets) add(items, own(page, element(Tag::Li, {}, target_words(target))));
  return with_class(Tag::Section, "targets",
                    {element(heading_tag(page.heading, 1), {}, say(page, Message::TargetsHeading)),
                     with_class(Tag::Ul, "plain", std::move(items))});
}

Node demands(const PetitionPage& page) {
  Nodes items;
  for (const Demand& demand : page.campaign.demands) {
    const std::string anchor = "demand-" + demand.id;
    const std::string label = text_of(page.locale, Message::LinkToDemand, {{"id", demand.id}});
    add(items, element(Tag::Li, {{Attr::Id, anchor}},
                       {with_class(Tag::Span, "demand", demand.text), text(" "),
                        element(Tag::A, {{Attr::Class, "anchor"}, {Attr::Href, "#" + anchor}, {Attr::AriaLabel, label}},
                                "#")}));
  }
  const Tag list = page.campaign.demand_style == DemandStyle::Ordered ? Tag::Ol : Tag::Ul;
  return with_class(Tag::Section, "demands",
                    {element(heading_tag(page.heading, 1), {}, say(page, Message::DemandsHeading)),
                     own(page, element(list, {{Attr::Class, "demand-list"}}, std::move(items)))});
}

// The host of an address, to say where a link leads.
std::string_view host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return url;
  url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of("/?#:"));
}

// A link, so that nothing is requested from the video's host before somebody follows it.
Node video(const PetitionPage& page) {
  const Video& video = page.campaign.video;
  return with_class(
      Tag::Section, "video",
      {own(page, with_class(Tag::P, "video-title", video.title)),
       outside_link("watch", video.url, say(page, Message::WatchVideo)), text(" "),
       with_class(Tag::Span, "hint", text_of(page.locale, Message::VideoOpens, {{"host", host_of(video.url)}}))});
}

// Everyone to call, with the number, and what to say. A target without a number is only named.
Node call(const PetitionPage& page) {
  Nodes items;
  for (const Target& target : page.campaign.targets) {
    Nodes parts{own(page, element(Tag::Div, {}, target_words(target)))};
    if (!target.phone.empty()) {
      const std::string phone = isolated(page.locale, target.phone);
      add(parts, link("phone", "tel:" + target.phone, text_of(page.locale, Message::CallNumber, {{"phone", phone}})));
    }
    add(items, with_class(Tag::Li, "call-target", std::move(parts)));
  }
  Nodes parts{element(heading_tag(page.heading, 1), {}, say(page, Message::CallHeading)),
              with_class(Tag::Ul, "plain", std::move(items))};
  if (!page.campaign.call_script.empty()) {
    add(parts, element(heading_tag(page.heading, 2), {}, say(page, Message::ScriptHeading)));
    add(parts, own(page, with_class(Tag::Blockquote, "script", page.campaign.call_script)));
  }
  return with_class(Tag::Section, "call", std::move(parts));
}

// How many more there are. A widget shows few organizations of an endorsement; the petition's page lists them all.
Node others(const PetitionPage& page) {
  const std::string words = text_of_count(page.locale, Message::RecentMore, page.confirmed - page.recent.size());
  const bool more_elsewhere = page.campaign.kind == CampaignKind::Endorsement && page.heading == Heading::Widget;
  if (!more_elsewhere) return text(words);
  return element(Tag::A, {{Attr::Href, safe_url(page.base_url + "/p/" + page.campaign.slug + "#recent")}}, words);
}

Node recent(const PetitionPage& page) {
  const Message heading = by_kind(page.campaign.kind, Message::RecentHeading, Message::RecentHeadingEndorsement,
                                  Message::RecentHeadingCall);
  Nodes items;
  for (const RecentSigner& signer : page.recent) {
    Nodes words{element(Tag::Strong, {},
                        isolated(page.locale, signer.organization.empty() ? signer.name : signer.organization))};
    if (!signer.organization.empty() && !signer.name.empty()) {
      add(words, text(" "));
      add(words, with_class(Tag::Span, "office", isolated(page.locale, signer.name)));
    }
    if (!signer.comment.empty())
      add(words, element(Tag::P, {{Attr::Class, "comment"}, {Attr::Dir, "auto"}}, signer.comment));
    add(items, element(Tag::Li, {}, std::move(words)));
  }
  Nodes parts{element(heading_tag(page.heading, 1), {}, say(page, heading)),
              with_class(Tag::Ul, "plain", std::move(items))};
  if (page.confirmed > page.recent.size()) add(parts, with_class(Tag::P, "hint", {others(page)}));
  return element(Tag::Section, {{Attr::Class, "recent"}, {Attr::Id, "recent"}, {Attr::DataPart, "recent"}},
                 std::move(parts));
}

Nodes update_parts(const PetitionPage& page, const Update& update) {
  Nodes parts{update_date(update, page.locale), own(page, element(heading_tag(page.heading, 2), {}, update.title))};
  if (!update.text.empty()) add(parts, own(page, element(Tag::P, {}, update.text)));
  if (!update.url.empty())
    add(parts, element(Tag::P, {}, {own(page, outside_link("more", update.url, update.link_label))}));
  return parts;
}

// Shown with the state of a campaign that is over; null if there is none.
const Update* outcome(const PetitionPage& page) {
  return page.open || page.not_yet_open ? nullptr : outcome_of(page.campaign);
}

std::vector<const Update*> other_updates(const PetitionPage& page) {
  std::vector<const Update*> newest_first;
  const Update* shown = outcome(page);
  for (const Update& update : page.campaign.updates) {
    if (&update != shown) newest_first.push_back(&update);
  }
  std::stable_sort(newest_first.begin(), newest_first.end(),
                   [](const Update* a, const Update* b) { return a->date > b->date; });
  return newest_first;
}

Node updates(const PetitionPage& page, const std::vector<const Update*>& newest_first) {
  Nodes items;
  for (const Update* update : newest_first) add(items, element(Tag::Li, {}, update_parts(page, *update)));
  return element(Tag::Section, {{Attr::Class, "updates"}, {Attr::Id, "updates"}},
                 {element(heading_tag(page.heading, 1), {}, say(page, Message::UpdatesHeading)),
                  with_class(Tag::Ul, "plain", std::move(items))});
}

Node links(const PetitionPage& page) {
  Nodes items;
  for (const Link& item : page.campaign.links) {
    const std::string_view name = item.purpose == LinkPurpose::Donate ? "donate" : "more";
    add(items, element(Tag::Li, {}, {own(page, outside_link(name, item.url, item.label))}));
  }
  return with_class(Tag::Section, "links",
                    {element(heading_tag(page.heading, 1), {}, say(page, Message::LinksHeading)),
                     with_class(Tag::Ul, "plain", std::move(items))});
}

// Replaces the form while nobody can sign: why, what came of it, and what to do instead.
Node state_notice(const PetitionPage& page) {
  const bool won = page.campaign.status == CampaignStatus::Won;
  Nodes parts{with_class(Tag::P, "state", state_text(page.campaign, page.locale, page.not_yet_open))};
  if (const Update* shown = outcome(page)) add(parts, with_class(Tag::Div, "outcome", update_parts(page, *shown)));
  if (page.not_yet_open) add(parts, share_step(page, heading_tag(page.heading, 1)));
  const std::string list = page.base_url + "/?lang=" + std::string(locale_tag(page.locale));
  add(parts, element(Tag::P, {}, {link("more", list, say(page, Message::AllCampaigns))}));
  return with_class(Tag::Section, won ? "notice won" : "notice", std::move(parts));
}

// For somebody who sent the form just after signing ended: their own words, to be copied.
Node not_sent(const PetitionPage& page, const FormState& state) {
  Nodes parts{element(Tag::P, {{Attr::Tabindex, "-1"}, {Attr::Autofocus, ""}}, say(page, Message::WidgetClosed))};
  const std::string_view comment = sent_back(state.typed.draft.comment, limits::kCommentCharsMax);
  if (!comment.empty()) add(parts, element(Tag::P, {{Attr::Class, "comment"}, {Attr::Dir, "auto"}}, comment));
  return element(Tag::Section, {{Attr::Class, "notice"}, {Attr::Role, "alert"}}, std::move(parts));
}

// A link to the form: on a narrow screen the whole body comes before it.
Node to_form(const PetitionPage& page) {
  const bool is_next = page.campaign.kind != CampaignKind::Call;  // for a call campaign, calling comes first
  return element(Tag::A,
                 {{Attr::Class, is_next ? "button primary to-form" : "button to-form"},
                  {Attr::DataAction, "to-form"},
                  {Attr::Href, "#sign"}},
                 form_heading(page));
}

Node to_page(const PetitionPage& page) {
  const std::string address =
      page.base_url + "/p/" + page.campaign.slug + "?lang=" + std::string(locale_tag(page.locale));
  return element(
      Tag::A,
      {{Attr::Class, "button primary"}, {Attr::Part, "button"}, {Attr::DataAction, "to-page"}, {Attr::Href, address}},
      form_heading(page));
}

// Keeps the place of the count empty right after the first signatures: somebody who has just signed must not read that
// nobody has.
Node count_to_come() {
  return element(Tag::Div, {{Attr::Class, "count"}, {Attr::DataPart, "count"}});
}

}  // namespace

Node head(const PetitionPage& page) {
  return with_class(Tag::Header, "head",
                    {with_class(Tag::P, "kicker", kicker(page)),
                     own(page, element(heading_tag(page.heading, 0), {{Attr::Class, "title"}, {Attr::Part, "title"}},
                                       page.campaign.title)),
                     own(page, with_class(Tag::P, "summary", page.campaign.summary))});
}

Node petition(const PetitionPage& page, const FormState& state) {
  const Campaign& campaign = page.campaign;
  Nodes story;
  if (campaign.kind == CampaignKind::Call) {
    add(story, call(page));
  } else if (!campaign.targets.empty()) {
    add(story, targets(page));
  }
  if (!page.body.empty()) add(story, own(page, with_class(Tag::Div, "body", page.body)));
  if (!campaign.demands.empty()) add(story, demands(page));
  if (!campaign.video.url.empty()) add(story, video(page));

  Nodes action{count(page)};
  if (page.open && page.signing == Signing::OnItsPage) {
    add(action, to_page(page));
  } else if (page.open) {
    add(action, to_form(page));
    add(action, sign_form(page, state));
  } else {
    if (!state.errors.empty()) add(action, not_sent(page, state));
    add(action, state_notice(page));
  }

  Nodes after;
  if (!page.recent.empty()) add(after, recent(page));
  if (const auto others = other_updates(page); !others.empty()) add(after, updates(page, others));
  if (!campaign.links.empty()) add(after, links(page));

  Nodes parts{head(page), with_class(Tag::Div, "story", std::move(story)),
              element(Tag::Div, {{Attr::Class, "action"}, {Attr::DataPart, "action"}}, std::move(action))};
  if (!after.empty()) add(parts, with_class(Tag::Div, "after", std::move(after)));
  return element(Tag::Article,
                 {{Attr::Class, "petition"},
                  {Attr::Id, "petition-" + campaign.slug},
                  {Attr::Lang, std::string(locale_tag(page.locale))},
                  {Attr::Dir, direction(page.locale) == Direction::RightToLeft ? "rtl" : "ltr"}},
                 std::move(parts));
}

std::string thanks_text(const PetitionPage& page) {
  const Message words =
      by_kind(page.campaign.kind, Message::ThanksTextPetition, Message::ThanksTextEndorsement, Message::ThanksTextCall);
  return text_of_count(page.locale, words, page.confirmed);
}

Node thank_you(const PetitionPage& page) {
  const Campaign& campaign = page.campaign;
  const Message heading = by_kind(campaign.kind, Message::ThanksHeadingPetition, Message::ThanksHeadingEndorsement,
                                  Message::ThanksHeadingCall);
  Nodes parts{element(heading_tag(page.heading, 1), {{Attr::Class, "thanks-heading"}, {Attr::Tabindex, "-1"}},
                      say(page, heading))};
  if (page.confirmed > 0) add(parts, with_class(Tag::P, "thanks-text", thanks_text(page)));
  add(parts, page.confirmed > 0 ? count(page) : count_to_come());
  add(parts, share_step(page, heading_tag(page.heading, 2)));
  if (!campaign.links.empty()) add(parts, links(page));
  return element(Tag::Section, {{Attr::Class, "thanks"}, {Attr::DataPart, "thanks"}}, std::move(parts));
}

}  // namespace undersigned::view
